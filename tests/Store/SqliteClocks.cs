using Watchfloor.Kernel;
using Watchfloor.Store;
using Watchfloor.Telemetry;
using Watchfloor.Tests.Contracts;
using static Watchfloor.Tests.Contracts.StoreContractSamples;

namespace Watchfloor.Tests.Stores;

public sealed class SqliteClocks : IDisposable
{
    /// <summary>How the clock of the machine steps between commits, in days.</summary>
    static readonly int[] Steps = [0, 365, -365, -400, 1, 0, 800, -2];

    readonly TemporaryDirectory _directory = new();
    readonly StoreContractClock _clock = new();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Whichever_way_the_clock_steps_order_stands_and_every_cursor_goes_on(bool restarts)
    {
        var store = SqliteStore.Open(_directory.Path, _clock);
        var cursors = new List<string> { await store.Feed.Head(Cancellation) };
        for (var version = 0; version < Steps.Length; version++)
        {
            _clock.Now += TimeSpan.FromDays(Steps[version]);
            if (restarts)
            {
                await store.DisposeAsync();
                store = SqliteStore.Open(_directory.Path, _clock);
            }
            Assert.IsType<CommitResult.Committed>(await store.Commits.Commit(Commit(Event("e1"), version)));
            await store.Telemetry.Append(Tenant, new(1, "edge", "a", version, [new("d/t", T0, version, Quality.Good)]), _clock.Now);
            cursors.Add(await store.Feed.Head(Cancellation));
        }

        for (var i = 0; i < cursors.Count; i++)
            Assert.Equal(cursors.Skip(i + 1), (await store.Feed.After(cursors[i], 100, Cancellation)).Items.Select(item => item.Cursor));
        Assert.Equal(Numbers(store, "SELECT xid FROM journal ORDER BY n"), Numbers(store, "SELECT DISTINCT xid FROM journal ORDER BY xid"));
        var readings = await store.Telemetry.After(Tenant, "d", 0, 100, Cancellation);
        Assert.Equal(Enumerable.Range(0, Steps.Length).Select(i => (double)i), readings.Select(reading => reading.Sample.Value));
        await store.DisposeAsync();
    }

    [Fact]
    public async Task Readings_that_came_under_a_wrong_clock_hold_back_no_others()
    {
        await using var store = SqliteStore.Open(_directory.Path, _clock);
        foreach (var (day, seq) in new[] { 0, 365, 1 }.Select((day, seq) => (day, seq)))
        {
            _clock.Now = T0.AddDays(day);
            await store.Telemetry.Append(Tenant, new(1, "edge", "a", seq, [new("d/t", T0, day, Quality.Good)]), _clock.Now);
        }
        while (await store.Rollups.Roll(100, Cancellation) > 0) { }

        Assert.Equal(2, await store.Retention.Remove(Aged.Readings, T0.AddDays(3), 100, Cancellation));

        Assert.Equal(365, (await store.Telemetry.After(Tenant, "d", 0, 100, Cancellation)).Single().Sample.Value);
    }

    static List<long> Numbers(SqliteStore store, string sql)
    {
        using var reader = store.Read();
        var row = reader.Sql(sql);
        var numbers = new List<long>();
        while (row.Step())
            numbers.Add(row.Long(0));
        return numbers;
    }
}
