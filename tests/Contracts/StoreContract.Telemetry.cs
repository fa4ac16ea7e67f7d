using Watchfloor.Kernel;
using Watchfloor.Telemetry;
using static Watchfloor.Tests.Contracts.StoreContractSamples;

namespace Watchfloor.Tests.Contracts;

public abstract partial class StoreContract
{
    [Fact]
    public async Task Readings_of_a_device_come_back_in_order()
    {
        await Store.Telemetry.Append(Tenant, Batch(1, ("pump/flow", 1.5), ("motor/speed", 9), ("pump/pressure", 2.5)), T0);
        await Store.Telemetry.Append(Tenant, Batch(2, ("pump/flow", double.NaN)), T0);

        var readings = await Store.Telemetry.After(Tenant, "pump", 0, 10, Cancellation);
        Assert.Equal(readings[^1].Seq, await Store.Telemetry.Newest(Tenant, "pump", Cancellation));
        Assert.Equal(0, await Store.Telemetry.Newest(new("other"), "pump", Cancellation));

        Assert.Equal(["pump/flow", "pump/pressure", "pump/flow"], readings.Select(reading => reading.Sample.Tag));
        Assert.Equal([1.5, 2.5, double.NaN], readings.Select(reading => reading.Sample.Value));
        Assert.All(readings, reading => Assert.Equal((T0, Quality.Good), (reading.Sample.At, reading.Sample.Quality)));
        Assert.Equal(readings.Skip(1), await Store.Telemetry.After(Tenant, "pump", readings[0].Seq, 10, Cancellation));
        Assert.Equal(readings.Take(2), await Store.Telemetry.After(Tenant, "pump", 0, 2, Cancellation));
        Assert.Empty(await Store.Telemetry.After(new("other"), "pump", 0, 10, Cancellation));
    }

    [Fact]
    public async Task A_repeated_batch_changes_nothing()
    {
        await Watch("pump");
        Assert.NotEmpty(await Store.Telemetry.Append(Tenant, Batch(1, ("pump/flow", 1)), T0));

        Assert.Empty(await Store.Telemetry.Append(Tenant, Batch(1, ("pump/flow", 1)), T0));
        Assert.Single(await Store.Telemetry.After(Tenant, "pump", 0, 10, Cancellation));
        Assert.Equal(1, await Store.Outbox.Depth(Cancellation));
    }

    [Fact]
    public async Task A_batch_is_known_by_source_stream_and_seq()
    {
        var batch = Batch(1, ("pump/flow", 1));
        TelemetryBatch[] others =
        [
            batch with
            {
                Seq = 2,
            },
            batch with
            {
                Source = "edge-2",
            },
            batch with
            {
                Stream = "b",
            },
            batch with
            {
                Stream = null,
            },
        ];
        await Store.Telemetry.Append(Tenant, batch, T0);

        foreach (var other in others)
            await Store.Telemetry.Append(Tenant, other, T0);

        Assert.Equal(5, (await Store.Telemetry.After(Tenant, "pump", 0, 10, Cancellation)).Count);
    }

    [Fact]
    public async Task Devices_that_watch_are_told_which_readings_are_new()
    {
        await Watch("pump");

        var ranges = await Store.Telemetry.Append(Tenant, Batch(7, ("pump/flow", 1), ("motor/speed", 9), ("pump/flow", 2)), T0);

        var readings = await Store.Telemetry.After(Tenant, "pump", 0, 10, Cancellation);
        Assert.Equal([new DeviceRange("pump", readings[0].Seq, readings[1].Seq)], ranges);
        var message = Assert.Single(await Store.Outbox.After(0, 10, Cancellation));
        Assert.Equal((Of(Kinds.Device, "pump"), "wf.ReadTelemetry"), (message.Target, message.Command));
        Assert.Equal(("telemetry", new RequestId("telemetry/edge-1/a/7/pump")), (message.Source.Kind, message.Request));
        Assert.Equal($"{{\"from\":{readings[0].Seq},\"through\":{readings[1].Seq}}}", Text(message.Data));
    }

    [Fact]
    public async Task Whoever_sends_a_device_is_told_of_its_readings_in_one_line()
    {
        await Watch("pump");
        await Store.Telemetry.Append(Tenant, Batch(1, ("pump/flow", 1)), T0);
        await Store.Telemetry.Append(Tenant, Batch(1, ("pump/flow", 2)) with { Source = "edge-2" }, T0);

        var messages = await Store.Outbox.After(0, 10, Cancellation);

        Assert.Equal(2, messages.Count);
        Assert.Equal((messages[0].Source, messages[0].Target), (messages[1].Source, messages[1].Target));
    }

    async Task Watch(string device) => Assert.Equal(Committed, await Store.Commits.Commit(Commit(Of(Kinds.Device, device), 0)));

    static TelemetryBatch Batch(long seq, params (string Tag, double Value)[] samples) =>
        new(1, "edge-1", "a", seq, [.. samples.Select(sample => new Sample(sample.Tag, T0, sample.Value, Quality.Good))]);
}
