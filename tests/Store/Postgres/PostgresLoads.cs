using Npgsql;
using Watchfloor.Kernel;
using Watchfloor.Store;
using Watchfloor.Store.Postgres;
using Watchfloor.Tests.Clocks;
using static Watchfloor.Tests.Contracts.StoreContractSamples;

namespace Watchfloor.Tests.Stores.Postgres;

/// <summary>Loads that come together share questions; none of them gets another's answer, or waits for one that never comes.</summary>
public sealed class PostgresLoads : PostgresRoom
{
    const string Plans = """
        SELECT coalesce(sum(custom_plans), 0)::bigint, coalesce(sum(generic_plans), 0)::bigint FROM pg_prepared_statements
        WHERE statement LIKE '%LATE' || 'RAL%'
        """;

    /// <summary>More than go into one question.</summary>
    const int Flood = 600;

    [Fact]
    public async Task Each_of_a_flood_gets_its_own_answer_whatever_its_id_is_made_of()
    {
        string[] ids = ["plain", "a\0b", "a\u0001b", "a\u0001\u0001b", "\0", "", "a\uD800b", "'; --", "漢字"];
        await using var store = await Open();
        foreach (var (id, place) in ids.Select((id, place) => (id, place)))
            await store.Commits.Commit(Commit(Event(id), 0, facts: place + 1));
        await Server.Sql(Database, $"INSERT INTO tombstones (tenant, id, version, at) VALUES ('{Tenant.Value}', 'gone', 77, 1)");

        var loads = Enumerable.Range(0, Flood).Select(i => Load(store, Asked(i))).ToList();
        var found = await Task.WhenAll(loads);

        foreach (var (answer, i) in found.Select((answer, i) => (answer, i)))
        {
            var of = i % (ids.Length + 2);
            var expected =
                of < ids.Length ? of + 1
                : of == ids.Length ? 77
                : (long?)null;
            Assert.Equal(expected, answer?.Version);
            Assert.Equal(of == ids.Length, answer?.Removed ?? false);
        }

        EntityId Asked(int i) =>
            (i % (ids.Length + 2)) switch
            {
                var at when at < ids.Length => Event(ids[at]),
                var at when at == ids.Length => Event("gone"),
                _ => Event("never was"),
            };
    }

    [Fact]
    public async Task What_is_stored_nowhere_fails_alone()
    {
        await using var store = await Open();
        await store.Commits.Commit(Commit(Event("e1"), 0));

        for (var i = 0; i < 20; i++)
        {
            var unknown = Load(store, Of("no-such-kind", "x"));
            var known = Load(store, Event("e1"));
            await Assert.ThrowsAsync<ArgumentException>(() => unknown);
            Assert.Equal(1, (await known)?.Version);
        }
    }

    [Fact]
    public async Task A_question_that_fails_tells_all_who_wait_and_those_after_it_are_answered()
    {
        await using var store = await Open();
        await store.Commits.Commit(Commit(Event("e1"), 0));

        await Server.Sql(Database, "ALTER TABLE event RENAME TO elsewhere");
        var failing = Enumerable.Range(0, Flood).Select(_ => Load(store, Event("e1"))).ToList();
        foreach (var load in failing)
            await Assert.ThrowsAsync<StoreFailedException>(() => load);
        await Server.Sql(Database, "ALTER TABLE elsewhere RENAME TO event");

        var answered = await Task.WhenAll(Enumerable.Range(0, Flood).Select(_ => Load(store, Event("e1"))));
        Assert.All(answered, stored => Assert.Equal(1, stored?.Version));
    }

    [Fact]
    public async Task A_question_is_planned_once_for_all_that_it_is_asked_for()
    {
        await using var store = await Open();
        await store.Commits.Commit(Commit(Event("e1"), 0));
        var asked = 0;
        await PrivatePostgres.Eventually(async () =>
        {
            // Connections are taken in turn: so that it is not always the same one that is asked for its plans, and never for a document.
            for (var loads = asked++ % 3; loads >= 0; loads--)
                await store.Entities.Load(Event("e1"), Cancellation);
            // Of one connection of several; it may be one that was asked for nothing so far.
            var (each, once) = await store.Reads.First(Scope.System, Plans, row => (row.Long(0), row.Long(1)), Cancellation);
            Assert.Equal(0, each);
            return once > 4;
        });
    }

    [Fact]
    public async Task A_question_that_hangs_holds_nobody_up_for_long()
    {
        await using var store = await Open();
        await store.Commits.Commit(Commit(Event("e1"), 0));
        await using var other = await Server.Superuser(Database);
        await using var transaction = await other.BeginTransactionAsync(Cancellation);
        await using (var locking = new NpgsqlCommand("LOCK TABLE facility", other, transaction))
            await locking.ExecuteNonQueryAsync(Cancellation);

        var hanging = Load(store, Of(Kinds.Facility, "f1"));
        await PrivatePostgres.Eventually(async () =>
        {
            using var impatience = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
            try
            {
                return (await store.Entities.Load(Event("e1"), impatience.Token))?.Version == 1;
            }
            catch (OperationCanceledException)
            {
                return false;
            }
        });

        Assert.False(hanging.IsCompleted);
        await transaction.RollbackAsync(Cancellation);
        Assert.Null(await hanging);
    }

    [Fact]
    public async Task What_takes_too_long_fails_alone()
    {
        await using var store = await Open(Tuning with { Statement = TimeSpan.FromSeconds(1) });
        await store.Commits.Commit(Commit(Event("e1"), 0));
        var loads = new Loads(new SharedWays(store.Reads, new ManualClock()));
        await using var other = await Server.Superuser(Database);
        await using var transaction = await other.BeginTransactionAsync(Cancellation);
        await using (var locking = new NpgsqlCommand("LOCK TABLE facility", other, transaction))
            await locking.ExecuteNonQueryAsync(Cancellation);

        var first = loads.Of(Of(Kinds.Facility, "f1"));
        var (slow, beside) = (loads.Of(Of(Kinds.Facility, "f2")), loads.Of(Event("e1"))); // they go together when the first has ended

        Assert.Equal(1, (await beside.WaitAsync(Eventually.Patience, Cancellation))?.Version);
        await Assert.ThrowsAsync<StoreFailedException>(() => first);
        await Assert.ThrowsAsync<StoreFailedException>(() => slow);
    }

    [Fact]
    public async Task Who_comes_alone_behind_a_question_that_hangs_gets_another_way_in_a_moment()
    {
        var clock = new ManualClock();
        await using var store = await Open();
        await store.Commits.Commit(Commit(Event("e1"), 0));
        var loads = new Loads(new SharedWays(store.Reads, clock));
        await using var other = await Server.Superuser(Database);
        await using var transaction = await other.BeginTransactionAsync(Cancellation);
        await using (var locking = new NpgsqlCommand("LOCK TABLE facility", other, transaction))
            await locking.ExecuteNonQueryAsync(Cancellation);
        var hanging = loads.Of(Of(Kinds.Facility, "f1"));
        await PrivatePostgres.Eventually(() =>
            Server.Ask<bool>(Database, "SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted AND relation = 'facility'::regclass)")
        );

        var alone = loads.Of(Event("e1"));
        await Eventually.Is("a look at who waits", () => clock.NextDue is not null);
        clock.Advance(TimeSpan.FromMilliseconds(250));

        Assert.Equal(1, (await alone.WaitAsync(TimeSpan.FromSeconds(15), Cancellation))?.Version);
        Assert.False(hanging.IsCompleted);
        await transaction.RollbackAsync(Cancellation);
        Assert.Null(await hanging);
    }

    /// <summary>None waits longer than the tests' patience: an answer that never comes is what is looked for here.</summary>
    static async Task<StoredEntity?> Load(PostgresStore store, EntityId id)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        return await store.Entities.Load(id, patience.Token);
    }
}
