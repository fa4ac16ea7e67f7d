using Watchfloor.Events;
using Watchfloor.Kernel;
using Watchfloor.Plant;
using Watchfloor.Store;
using Watchfloor.Store.Sqlite;
using Watchfloor.Tests.Contracts;
using static Watchfloor.Tests.Contracts.StoreContractSamples;

namespace Watchfloor.Tests.Stores;

public sealed class SqliteQueryPlans : IDisposable
{
    readonly TemporaryDirectory _directory = new();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Every_read_finds_its_rows_by_an_index()
    {
        await using var store = SqliteStore.Open(_directory.Path, new StoreContractClock());
        await store.Commits.Commit(Show(View("e1")));
        await store.Commits.Commit(Show(View("e2")));
        await ReadEverything(store);

        using var reader = store.Read();
        var plans = reader.Prepared.ToList().ConvertAll(sql => (Sql: sql, Plan: Plan(reader, sql)));

        Assert.True(plans.Count > 20, $"{plans.Count} reads were seen");
        foreach (var (sql, plan) in plans.Where(read => !LooksAtAllOnPurpose(read.Sql)))
        {
            Assert.All(plan, step => Assert.DoesNotContain("SCAN", step));
            // Walking along an index of a tenant is fine for a page of it, not for all.
            if (plan[0].EndsWith("(tenant=?)", StringComparison.Ordinal) && !IsCatalogue(sql))
                Assert.True(sql.Contains("LIMIT", StringComparison.Ordinal) && !plan.Any(IsSort), $"{sql}\n{string.Join('\n', plan)}");
        }
    }

    static async Task ReadEverything(SqliteStore store)
    {
        foreach (var order in Enum.GetValues<EventOrder>())
        {
            EventFilter[] filters =
            [
                new([], [], order),
                new([EventStatus.New], [], order),
                new([EventStatus.New, EventStatus.Resolved], [Severity.High], order),
                new([EventStatus.Closed], [Severity.Low, Severity.High], order),
            ];
            foreach (var filter in filters)
                await store.Events.List(Tenant, filter, 1, null, Cancellation);
            var page = await store.Events.List(Tenant, filters[0], 1, null, Cancellation);
            await store.Events.List(Tenant, filters[0], 1, page.Next, Cancellation);
        }
        await store.Events.Find(Tenant, "e1", Cancellation);
        await store.Events.Find(Tenant, ["e1", "e2"], Cancellation);
        await store.Events.Journal(Tenant, "e1", Cancellation);
        await store.Events.Pages(Tenant, "e1", Cancellation);
        await store.OpenEvents.Of(Tenant, "f", "c", Cancellation);
        await store.OpenEvents.ClaimedBy(Tenant, "s", "x", Cancellation);
        await store.Entities.Load(Event("e1"), Cancellation);
        await store.Entities.Granted(Event("e1"), new("wish"), Cancellation);
        await store.DueTimes.Missed(0, T0, behind: null, 10, Cancellation);
        await store.DueTimes.Missed(0, T0, new DueEntry(Event("e1"), T0, 1), 10, Cancellation);
        await store.DueTimes.Coming(0, T0, T0.AddHours(1), 10, Cancellation);
        await store.Outbox.After(0, 10, Cancellation);
        await store.Telemetry.After(Tenant, "pump", 0, 10, Cancellation);
        await store.Telemetry.Append(Tenant, new(1, "edge", "a", 1, [new("pump/flow", T0, 1, 192)]), T0);
        await store.Rollups.Roll(10, Cancellation);
        await store.TelemetryReads.Samples(Tenant, "pump/flow", T0, T0.AddDays(1), 10, null, Cancellation);
        await store.TelemetryReads.Rollups(Tenant, "pump/flow", Resolution.Hour, T0, T0.AddDays(1), 10, null, Cancellation);
        await store.Tombstones.RemovedAt(Event("e1"), Cancellation);
        await store.Retention.LastSweep(Cancellation);
        await store.Feed.After(await store.Feed.Head(Cancellation), 10, Cancellation);
        await store.Keys.Holder("key", Cancellation);
        await store.Catalogue.All<FacilitySpec>(Tenant, Kinds.Facility, Cancellation);
        await store.Catalogue.Find<FacilitySpec>(Tenant, Kinds.Facility, "f", Cancellation);
        await store.CatalogueLists.List<FacilitySpec>(Tenant, Kinds.Facility, 10, null, Cancellation);
    }

    static List<string> Plan(Readers.Reader reader, string sql)
    {
        var row = reader.Sql($"EXPLAIN QUERY PLAN {sql}");
        var steps = new List<string>();
        while (row.Step())
            steps.Add(row.Text(3));
        return steps;
    }

    // The newest row, or one of a handful.
    static bool LooksAtAllOnPurpose(string sql) => sql.EndsWith("LIMIT 1", StringComparison.Ordinal);

    static bool IsCatalogue(string sql) => sql.Contains("FROM facility", StringComparison.Ordinal);

    static bool IsSort(string step) => step.Contains("TEMP B-TREE", StringComparison.Ordinal);
}
