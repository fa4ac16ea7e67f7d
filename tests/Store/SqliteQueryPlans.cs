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
        await ReadsOfStores.All(store);

        using var reader = store.Read();
        var plans = reader.Prepared.ToList().ConvertAll(sql => (Sql: sql, Plan: Plan(reader, sql)));

        Assert.True(plans.Count > 20, $"{plans.Count} reads were seen");
        foreach (var (sql, plan) in plans.Where(read => !LooksAtAllOnPurpose(read.Sql)))
        {
            Assert.All(plan.Where(step => !IsSearch(step) && !IsSorted(step, plan)), step => Assert.DoesNotContain("SCAN", step));
            // Walking along an index of a tenant is fine for a page of it, not for all.
            if (plan[0].EndsWith("(tenant=?)", StringComparison.Ordinal) && !IsCatalogue(sql) && !IsFew(plan[0]))
                Assert.True(sql.Contains("LIMIT", StringComparison.Ordinal) && !plan.Any(IsSort), $"{sql}\n{string.Join('\n', plan)}");
        }
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

    // They hold no more than is set aside, or not closed, at this time.
    static bool IsFew(string step) =>
        new[] { "search_by_aside", "search_open", "search_unclosed" }.Any(index => step.Contains(index, StringComparison.Ordinal));

    // An index that is a table of its own, the values that were asked for, or the few that were counted.
    static bool IsSearch(string step) =>
        step.Contains("VIRTUAL TABLE INDEX", StringComparison.Ordinal)
        || step.StartsWith("SCAN (subquery", StringComparison.Ordinal)
        || step == "SCAN gone"; // what was found so far

    // What was found by an index, in its order.
    static bool IsSorted(string step, List<string> plan) => step == "SCAN s" && plan.Contains("CO-ROUTINE s");

    static bool IsSort(string step) => step.Contains("TEMP B-TREE", StringComparison.Ordinal);
}
