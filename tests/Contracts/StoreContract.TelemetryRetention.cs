using Watchfloor.Kernel;
using Watchfloor.Store;
using static Watchfloor.Tests.Contracts.StoreContractSamples;

namespace Watchfloor.Tests.Contracts;

public abstract partial class StoreContract
{
    [Fact]
    public async Task Readings_go_by_whole_days_of_receipt_and_their_numbers_are_never_used_again()
    {
        for (var day = 0; day < 4; day++)
        {
            Clock.Now = T0.AddDays(day);
            await Bring(day, ("pump/flow", 0, day)); // their own time is that of the first day
        }
        await RollAll();
        var newest = (await Store.Telemetry.After(Tenant, "pump", 0, 10, Cancellation))[^1].Seq;

        Assert.Equal(0, await Store.Retention.Remove(Aged.Readings, T0.AddHours(-7), 100, Cancellation));
        await RemoveAll(Aged.Readings, T0.AddDays(2));
        Assert.Equal([2.0, 3], (await Store.Telemetry.After(Tenant, "pump", 0, 10, Cancellation)).Select(reading => reading.Sample.Value));
        await RemoveAll(Aged.Readings, T0.AddDays(30));
        Assert.Empty(await Store.Telemetry.After(Tenant, "pump", 0, 10, Cancellation));

        await Bring(9, ("pump/flow", 0, 9));
        Assert.True((await Store.Telemetry.After(Tenant, "pump", newest, 10, Cancellation)).Single().Seq > newest, "a number came again");
        await RollAll();
        Assert.Equal(5, (await Buckets(Resolution.Hour)).Single().Count);
    }

    [Fact]
    public async Task What_is_not_in_the_rollups_yet_stays()
    {
        await Bring(1, ("pump/flow", 0, 1));
        await RemoveAll(Aged.Readings, T0.AddDays(30));
        Assert.Single(await Store.Telemetry.After(Tenant, "pump", 0, 10, Cancellation));

        await RollAll();
        await RemoveAll(Aged.Readings, T0.AddDays(30));
        Assert.Empty(await Store.Telemetry.After(Tenant, "pump", 0, 10, Cancellation));
    }

    [Theory]
    [InlineData(Aged.MinuteRollups, Resolution.Minute, 1)]
    [InlineData(Aged.FiveMinuteRollups, Resolution.FiveMinutes, 7)]
    [InlineData(Aged.HourRollups, Resolution.Hour, 30)]
    public async Task Rollups_of_each_width_go_by_an_age_of_their_own(Aged what, Resolution resolution, int span)
    {
        for (var i = 0; i < 4; i++)
            await Bring(i, ("pump/flow", TimeSpan.FromDays(span * i).TotalSeconds, i));
        await RollAll();

        await RemoveAll(what, T0.AddDays(span * 2));

        var left = await All(resolution);
        Assert.InRange(left.Count, 2, 3); // a span that is not over yet stays whole
        Assert.Equal(3, left[^1].Last);
        foreach (var other in Enum.GetValues<Resolution>().Where(other => other != resolution))
            Assert.Equal(4, (await All(other)).Count);
    }

    [Fact]
    public async Task A_batch_is_known_for_ever_and_one_that_never_came_is_taken_however_late()
    {
        foreach (var seq in new long[] { 1, 2, 3, 7, 6, 10 })
            await Bring(seq, ("pump/flow", seq, seq));
        await RollAll();
        Clock.Now = T0.AddDays(300);
        await RemoveAll(Aged.Readings, T0.AddDays(299));

        foreach (var seq in new long[] { 1, 2, 3, 6, 7, 10 })
            Assert.Empty(await Again(seq));
        foreach (var seq in new long[] { 0, 4, 5, 8, 9, 11, long.MaxValue })
            await Bring(seq, ("pump/flow", seq % 60, seq));
        foreach (var seq in Enumerable.Range(0, 12))
            Assert.Empty(await Again(seq));
        Assert.Equal(7, (await Store.Telemetry.After(Tenant, "pump", 0, 100, Cancellation)).Count);
    }

    async Task<IReadOnlyList<DeviceRange>> Again(long seq)
    {
        var before = (await Store.Telemetry.After(Tenant, "pump", 0, 100, Cancellation)).Count;
        await Bring(seq, ("pump/flow", seq, seq));
        return (await Store.Telemetry.After(Tenant, "pump", 0, 100, Cancellation)).Count == before ? [] : [new("pump", seq, seq)];
    }

    async Task RemoveAll(Aged what, DateTimeOffset before)
    {
        while (await Store.Retention.Remove(what, before, 2, Cancellation) == 2) { }
    }

    async Task<IReadOnlyList<Rollup>> All(Resolution resolution) =>
        (
            await Store.TelemetryReads.Rollups(Tenant, "pump/flow", resolution, T0.AddDays(-1), T0.AddDays(400), 100, null, Cancellation)
        ).Items;
}
