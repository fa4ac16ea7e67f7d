using Npgsql;
using Watchfloor.Events;
using Watchfloor.Kernel;
using Watchfloor.Store;
using Watchfloor.Store.Postgres;
using static Watchfloor.Tests.Contracts.StoreContractSamples;

namespace Watchfloor.Tests.Stores.Postgres;

/// <summary>Thousands of rows in every table that grows, and what the planner makes of each question and each write.</summary>
public sealed class PostgresQueryPlans : PostgresRoom
{
    const int Rows = 4_000;

    [Theory]
    [InlineData(0)]
    [InlineData(2_000)] // a flood has just come
    public async Task Every_read_finds_its_rows_by_an_index_whatever_it_is_asked_with(int unindexed)
    {
        await using var store = await Open(Tuning with { IndexAfter = TimeSpan.FromHours(1) });
        await Begin(store);
        await ReadsOfStores.All(store);
        await Server.Sql(Database, GrownTables.Sql(Rows) + GrownTables.Unindexed(unindexed));

        Assert.True(store.Reads.Asked.Count > 20, $"{store.Reads.Asked.Count} reads were seen");
        await using var connection = new NpgsqlConnection(Server.To(Database) + ";Pooling=false");
        await connection.OpenAsync(Cancellation);
        var faults = new List<string>();
        foreach (var (sql, values) in store.Reads.Asked)
        {
            foreach (var plan in new[] { await QueryPlan.Of(connection, sql, values), await QueryPlan.OfAny(connection, sql, values) })
            {
                if (plan.Fault is { } fault && !IsFiltered(sql))
                    faults.Add($"{fault}\n{sql}\n{plan}");
            }
        }
        Assert.True(faults.Count == 0, string.Join("\n\n", faults));
    }

    [Fact]
    public async Task Every_commit_finds_its_rows_by_their_keys()
    {
        await using var store = await Open();
        await Begin(store);
        await Server.Sql(Database, GrownTables.Sql(Rows));
        await using var connection = new NpgsqlConnection(Server.To(Database) + ";Pooling=false");
        await connection.OpenAsync(Cancellation);
        CommitParts[] seen = [CommitParts.Changes, CommitParts.Beginnings, CommitParts.All];
        var faults = new List<string>();
        foreach (var (table, parts) in EntityTable.All.SelectMany(table => seen.Select(parts => (table, parts))))
        {
            var plan = await QueryPlan.OfAny(
                connection,
                CommitStatement.Of(table, parts),
                CommitRows.Of(table, [], new FlushPlace(xidBase: 0, now: 0))
            );
            if (plan.Fault is { } fault)
                faults.Add($"{table.Kind}, {parts}: {fault}\n{plan}");
        }
        Assert.True(faults.Count == 0, string.Join("\n\n", faults));
    }

    [Fact]
    public async Task A_table_is_never_walked_through_by_a_write()
    {
        await using (var first = await Open())
            await Begin(first);
        await Server.Sql(Database, GrownTables.Sql(Rows));
        var before = await Walked();
        await using (var store = await Open())
            await WriteEverything(store);

        var looked = (await Walked()).ToDictionary(of => of.Key, of => of.Value - before[of.Key]);
        looked.Remove("outbox"); // by its source it is only looked through, and it holds what is on its way and no more
        Assert.True(looked.Values.All(rows => rows < Rows / 4), $"of {Rows} each: {string.Join(", ", looked)}");
    }

    [Fact]
    public async Task What_was_planned_while_a_table_was_empty_walks_through_nothing_when_it_has_grown()
    {
        const int pages = 600;
        const int moves = 300;
        await using (var store = await Open())
        {
            // One after another at first: a plan is kept only after it was made a few times.
            for (var i = 0; i < 12; i++)
            {
                await store.Commits.Commit(Waiting(i, version: 0));
                await store.Entities.Load(Waiting(i, version: 0).Entity, Cancellation);
            }
            await Task.WhenAll(Enumerable.Range(12, pages - 12).Select(i => store.Commits.Commit(Waiting(i, version: 0))));
            for (var i = 0; i < moves; i++)
            {
                await store.Entities.Load(Waiting(i, version: 1).Entity, Cancellation);
                await store.Commits.Commit(Waiting(i, version: 1));
            }
        }
        var looked = await Walked();
        Assert.True(looked.Values.All(rows => rows < moves * pages / 20), $"{moves} moves among {pages}: {string.Join(", ", looked)}");

        static Commit Waiting(int i, long version) =>
            Commit(Of(Kinds.Page, $"e{i}.1.1.1.c"), version) with
            {
                Due = new(T0.AddMinutes(i + version), 1),
            };
    }

    [Fact]
    public async Task What_correlation_asked_while_there_were_few_events_walks_through_nothing_when_there_are_many()
    {
        const int events = 600;
        const int looks = 300;
        await using (var store = await Open())
        {
            // One after another at first: a plan is kept only after it was made a few times.
            for (var i = 0; i < 12; i++)
            {
                await Look(store, i);
                await store.Commits.Commit(Nowhere(i));
            }
            await Task.WhenAll(Enumerable.Range(12, events - 12).Select(i => store.Commits.Commit(Nowhere(i))));
            for (var i = 0; i < looks; i++)
                await Look(store, i);
        }
        var looked = await Walked();
        Assert.True(looked.Values.All(rows => rows < looks * events / 20), $"{looks} looks among {events}: {string.Join(", ", looked)}");

        static Commit Nowhere(int i) =>
            Keyed(Show(View($"e{i}") with { FacilityId = null, Category = $"c{i}" }), $"[\"k{i}\"]") with
            {
                Claims = [Claim($"x{i}", $"e{i}")],
                Request = new($"w{i}"),
            };

        static Commit Keyed(Commit commit, string keys) => commit with { Columns = [.. commit.Columns, new("keys", keys)] };

        static async Task Look(PostgresStore store, int i)
        {
            foreach (var facility in new string?[] { null, "boiler-house" })
            {
                await store.OpenEvents.Of(Tenant, facility, $"c{i}", Cancellation);
                await store.OpenEvents.Merged(Tenant, facility, $"c{i}", Cancellation);
            }
            await store.OpenEvents.Under(Tenant, $"k{i}", Cancellation);
            await store.OpenEvents.ClaimedBy(Tenant, "scada", $"x{i}", Cancellation);
            await store.Entities.Granted(Event($"e{i}"), new($"w{i}"), Cancellation);
        }
    }

    /// <summary>Whether few enough pass a filter to be sorted, or so many that the order of an index is faster, is the planner's to guess.</summary>
    static bool IsFiltered(string sql) => sql.Contains("e.status = ANY", StringComparison.Ordinal);

    static async Task Begin(PostgresStore store)
    {
        await store.Commits.Commit(Show(View("e1")));
        await store.Commits.Commit(Show(View("e2")));
        foreach (var (id, facility) in new (string, string?)[] { ("gone", "f"), ("lost", null) })
        {
            var merged = Show(View(id, EventStatus.Closed) with { FacilityId = facility, Category = "c" });
            await store.Commits.Commit(merged with { Columns = [.. merged.Columns, new("merged_into", "e1")] });
        }
    }

    static async Task WriteEverything(PostgresStore store)
    {
        await store.Commits.Commit(
            Commit(Event("new"), 0) with
            {
                Outbox = [Message("a", "x")],
                Claims = [Claim("x", "new")],
                Request = new("w"),
                Due = new(T0, 1),
            }
        );
        await store.Commits.Commit(Commit(Event("new"), 1) with { Request = new("w2") });
        await store.Commits.Commit(Commit(Event("new"), 0)); // loses
        var file = new StoredFile("file", "n", "t/t", 1, new byte[32], "ana", T0);
        await store.Attachments.Put(Tenant, "new", file, new byte[1]);
        await store.Attachments.Loosen(Tenant, "file");
        await store.Attachments.Drop(Tenant, "file");
        await store.Telemetry.Append(Tenant, new(1, "edge", "a", 1, [new("pump/flow", T0, 1, 192)]), T0);
        await store.Rollups.Roll(10, Cancellation);
        var message = Assert.Single(await store.Outbox.After(Rows, 1, Cancellation));
        await store.Outbox.Failed(message.Seq, 1, "no");
        await store.Outbox.Park(message.Seq, "no");
        await store.Outbox.Done([1]);
        foreach (var what in Enum.GetValues<Aged>())
            await store.Retention.Remove(what, T0.AddYears(-50), 10, Cancellation);
    }

    /// <summary>How many rows of each growing table were ever looked at, one after another or along an index.</summary>
    async Task<Dictionary<string, long>> Walked()
    {
        // The numbers of a connection are counted when it ends.
        await PrivatePostgres.Eventually(() =>
            Server.Ask<bool>("postgres", $"SELECT NOT EXISTS (SELECT FROM pg_stat_activity WHERE datname = '{Database}')")
        );
        var walked = new Dictionary<string, long>();
        await using var connection = await Server.Superuser(Database);
        await using var command = new NpgsqlCommand(
            "SELECT relname, coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0) FROM pg_stat_user_tables WHERE relname = ANY ($1)",
            connection
        )
        {
            Parameters = { new() { Value = GrownTables.Names } },
        };
        await using var reader = await command.ExecuteReaderAsync(Cancellation);
        while (await reader.ReadAsync(Cancellation))
            walked[reader.GetString(0)] = reader.GetInt64(1);
        return walked;
    }
}
