using Watchfloor.Store;
using Watchfloor.Telemetry;
using static Watchfloor.Tests.Contracts.StoreContractSamples;

namespace Watchfloor.Tests.Contracts;

public abstract partial class StoreContract
{
    const int Bad = 0;

    [Fact]
    public async Task Samples_of_a_tag_come_back_by_their_own_time_however_late_they_came()
    {
        await Bring(1, ("pump/flow", 30, 3), ("pump/flow", 10, 1), ("pump/level", 10, 7));
        await Bring(2, ("pump/flow", 20, 2), ("pump/flow", 30, 4));

        var all = (await Store.TelemetryReads.Samples(Tenant, "pump/flow", T0, T0.AddHours(1), 10, null, Cancellation)).Items;

        Assert.Equal([1.0, 2, 3, 4], all.Select(sample => sample.Value));
        Assert.All(all, sample => Assert.Equal("pump/flow", sample.Tag));
        Assert.Equal([2.0], await ValuesOf("pump/flow", T0.AddSeconds(20), T0.AddSeconds(30)));
        Assert.Empty(await ValuesOf("pump/flow", T0.AddSeconds(31), T0.AddHours(1)));
        Assert.Empty((await Store.TelemetryReads.Samples(new("other"), "pump/flow", T0, T0.AddHours(1), 9, null, Cancellation)).Items);
    }

    [Fact]
    public async Task Samples_come_in_pages_that_miss_nothing_and_repeat_nothing()
    {
        for (var seq = 0; seq < 40; seq++)
            await Bring(seq, ("pump/flow", (seq * 977) % 4000, seq), ("pump/flow", 500, seq + 100), ("pump/level", 3, 0));
        var seen = new List<Sample>();
        string? cursor = null;
        do
        {
            var page = await Store.TelemetryReads.Samples(Tenant, "pump/flow", T0, T0.AddDays(1), 7, cursor, Cancellation);
            Assert.InRange(page.Items.Count, 1, 7);
            seen.AddRange(page.Items);
            cursor = page.Next;
        } while (cursor is not null);

        Assert.Equal(80, seen.Distinct().Count());
        Assert.Equal(seen.OrderBy(sample => sample.At).Select(sample => sample.Value), seen.Select(sample => sample.Value));
    }

    [Fact]
    public async Task A_reading_comes_back_as_it_was_to_the_last_bit()
    {
        double[] values = [0, -0.0, double.Epsilon, double.MaxValue, Math.PI, -1.0 / 3, 8.4, double.NaN, 8.4, 8.4];
        var samples = values
            .Select((value, i) => new Sample("pump/flow", T0.AddMicroseconds((i * 1_000_003) - (i % 3)), value, i * 7000))
            .ToList();
        await Store.Telemetry.Append(Tenant, new(1, "edge-1", "a", 1, Values.From(samples)), T0);

        var readings = await Store.Telemetry.After(Tenant, "pump", 0, 100, Cancellation);

        Assert.Equal(
            samples.Select(sample => (BitConverter.DoubleToInt64Bits(sample.Value), sample.At, sample.Quality)),
            readings.Select(reading => (BitConverter.DoubleToInt64Bits(reading.Sample.Value), reading.Sample.At, reading.Sample.Quality))
        );
    }

    [Fact]
    public async Task Buckets_count_what_is_bad_and_reckon_with_what_is_good()
    {
        await Bring(1, ("pump/flow", 1, 5), ("pump/flow", 59, 1), ("pump/flow", 60, 9), ("pump/flow", 299, 3), ("pump/flow", 301, 7));
        await Store.Telemetry.Append(Tenant, Odd(2, (2, 1e9, Bad), (3, double.NaN, Quality.Good)), T0);
        await Store.Telemetry.Append(Tenant, Odd(3, (4000, 1, Bad)), T0);
        await RollAll();

        Assert.Equal(
            [
                new(T0, 4, 2, 1, 5, 6, 1),
                At(60, 1, 9, 9, 9, 9),
                At(240, 1, 3, 3, 3, 3),
                At(300, 1, 7, 7, 7, 7),
                new(T0.AddSeconds(3960), 1, 0, null, null, null, null),
            ],
            await Buckets(Resolution.Minute)
        );
        Assert.Equal(
            [new(T0, 6, 4, 1, 9, 18, 3), At(300, 1, 7, 7, 7, 7), new(T0.AddSeconds(3900), 1, 0, null, null, null, null)],
            await Buckets(Resolution.FiveMinutes)
        );
        Assert.Equal([new(T0, 7, 5, 1, 9, 25, 7), new(T0.AddHours(1), 1, 0, null, null, null, null)], await Buckets(Resolution.Hour));
        Assert.Equal(5.0, (await Buckets(Resolution.Hour))[0].Mean);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task Samples_too_large_to_be_summed_have_no_mean_and_hold_nobody_up(int sign)
    {
        await Bring(1, ("pump/flow", 1, sign * 1.7e308), ("pump/flow", 120, sign * 1.7e308), ("pump/flow", 121, sign * 1.7e308));
        await RollAll();
        await Bring(2, ("pump/flow", 2, sign * 1.7e308), ("pump/flow", 180, 5));
        await RollAll();

        var minutes = await Buckets(Resolution.Minute);
        Assert.Equal([2L, 2, 1], minutes.Select(bucket => bucket.Good));
        Assert.Equal([null, null, 5.0], minutes.Select(bucket => bucket.Mean));
        var hour = Assert.Single(await Buckets(Resolution.Hour));
        Assert.Equal((5L, null, 5.0), (hour.Good, hour.Mean, hour.Last));
        Assert.All(minutes.Append(hour), bucket => Assert.True(double.IsFinite(bucket.Sum!.Value)));
        await Bring(3, ("pump/flow", 3, -sign * 1.7e308));
        await RollAll();
        Assert.Null((await Buckets(Resolution.Minute))[0].Mean); // a sum that was lost does not come back
    }

    [Fact]
    public async Task A_late_sample_finds_its_bucket_and_a_repeat_changes_none()
    {
        await Bring(1, ("pump/flow", 30, 5));
        await RollAll();
        await Bring(2, ("pump/flow", 90, 8), ("pump/flow", 10, 1));
        await Bring(1, ("pump/flow", 30, 5));
        await RollAll();
        await RollAll();

        Assert.Equal([new(T0, 2, 2, 1, 5, 6, 5), At(60, 1, 8, 8, 8, 8)], await Buckets(Resolution.Minute));
    }

    [Fact]
    public async Task Rolling_goes_in_steps_and_says_when_it_is_done()
    {
        for (var seq = 0; seq < 10; seq++)
            await Bring(seq, ("pump/flow", seq, seq), ("motor/speed", seq, seq));

        Assert.InRange(await Store.Rollups.Roll(4, Cancellation), 1, 19);
        await RollAll();

        Assert.Equal(0, await Store.Rollups.Roll(4, Cancellation));
        Assert.Equal([new(T0, 10, 10, 0, 9, 45, 9)], await Buckets(Resolution.Hour));
    }

    [Fact]
    public async Task Buckets_come_in_pages_over_many_days()
    {
        for (var day = 0; day < 9; day++)
            await Bring(day, ("pump/flow", day * 86_400, day), ("pump/flow", (day * 86_400) + 3_600, day));
        await RollAll();
        var seen = new List<Rollup>();
        string? cursor = null;
        do
        {
            var page = await Store.TelemetryReads.Rollups(
                Tenant,
                "pump/flow",
                Resolution.Minute,
                T0,
                T0.AddDays(30),
                4,
                cursor,
                Cancellation
            );
            seen.AddRange(page.Items);
            cursor = page.Next;
        } while (cursor is not null);

        Assert.Equal(18, seen.Select(bucket => bucket.At).Distinct().Count());
        Assert.Equal(seen.OrderBy(bucket => bucket.At), seen);
    }

    [Fact]
    public async Task A_cursor_of_another_series_is_refused()
    {
        await Bring(1, ("pump/flow", 1, 1), ("pump/flow", 2, 2));
        var cursor = (await Store.TelemetryReads.Samples(Tenant, "pump/flow", T0, T0.AddDays(1), 1, null, Cancellation)).Next;

        foreach (var other in new[] { cursor, "rubbish", "" })
        {
            await Assert.ThrowsAsync<InvalidCursorException>(async () =>
                await Store.TelemetryReads.Samples(Tenant, "pump/level", T0, T0.AddDays(1), 1, other, Cancellation)
            );
            await Assert.ThrowsAsync<InvalidCursorException>(async () =>
                await Store.TelemetryReads.Rollups(Tenant, "pump/flow", Resolution.Hour, T0, T0.AddDays(1), 1, other, Cancellation)
            );
        }
    }

    Task Bring(long seq, params (string Tag, double Second, double Value)[] samples) =>
        Store.Telemetry.Append(
            Tenant,
            new(1, "edge-1", "a", seq, [.. samples.Select(s => new Sample(s.Tag, T0.AddSeconds(s.Second), s.Value, Quality.Good))]),
            Clock.Now
        );

    static TelemetryBatch Odd(long seq, params (double Second, double Value, int Quality)[] samples) =>
        new(1, "edge-1", "a", seq, [.. samples.Select(s => new Sample("pump/flow", T0.AddSeconds(s.Second), s.Value, s.Quality))]);

    async Task RollAll()
    {
        while (await Store.Rollups.Roll(1_000, Cancellation) > 0) { }
    }

    async Task<IReadOnlyList<Rollup>> Buckets(Resolution resolution) =>
        (await Store.TelemetryReads.Rollups(Tenant, "pump/flow", resolution, T0, T0.AddDays(1), 100, null, Cancellation)).Items;

    async Task<IEnumerable<double>> ValuesOf(string tag, DateTimeOffset from, DateTimeOffset to) =>
        (await Store.TelemetryReads.Samples(Tenant, tag, from, to, 100, null, Cancellation)).Items.Select(sample => sample.Value);

    static Rollup At(int second, long count, double min, double max, double sum, double last) =>
        new(T0.AddSeconds(second), count, count, min, max, sum, last);
}
