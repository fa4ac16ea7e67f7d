using Npgsql;
using Watchfloor.Kernel;
using Watchfloor.Store;
using Watchfloor.Store.Postgres;
using Watchfloor.Tests.Clocks;
using static Watchfloor.Tests.Contracts.StoreContractSamples;

namespace Watchfloor.Tests.Stores.Postgres;

/// <summary>That messages were delivered need not be durable at once: it goes along with commits, and holds up nobody.</summary>
public sealed class PostgresPassengers : PostgresRoom
{
    readonly ManualClock _clock = new();

    [Fact]
    public async Task While_commits_are_under_way_it_shares_the_next_batch()
    {
        await using var store = await Begin();
        var seq = await Delivered(store);
        var before = store.Health.Flushes;
        var (transaction, hanging) = await Hang(store, "e1");

        var done = store.Outbox.Done([seq]);
        var next = store.Commits.Commit(Commit(Event("e2"), 0));
        await transaction.RollbackAsync(Cancellation);
        await Task.WhenAll(hanging, next, done);

        Assert.Equal(2, store.Health.Flushes - before);
        Assert.Empty(await store.Outbox.After(0, 10, Cancellation));
    }

    [Fact]
    public async Task Where_nothing_is_under_way_it_does_not_wait()
    {
        await using var store = await Begin();
        var seq = await Delivered(store);

        await store.Outbox.Done([seq]).WaitAsync(Eventually.Patience, Cancellation);

        Assert.Empty(await store.Outbox.After(0, 10, Cancellation));
    }

    [Fact]
    public async Task Where_a_batch_takes_long_it_goes_without()
    {
        await using var store = await Begin();
        var seq = await Delivered(store);
        var (transaction, hanging) = await Hang(store, "e1");

        var done = store.Outbox.Done([seq]);
        _clock.Advance(Passengers.Patience);
        await done.WaitAsync(Eventually.Patience, Cancellation);

        Assert.False(hanging.IsCompleted);
        await transaction.RollbackAsync(Cancellation);
        await hanging;
    }

    [Fact]
    public async Task Where_the_batch_that_took_it_hangs_it_is_written_beside()
    {
        await using var store = await Begin();
        await store.Commits.Commit(Commit(Event("e2"), 0));
        var seq = await Delivered(store);
        var longer = await Hold("e2");
        var (transaction, first) = await Hang(store, "e1");
        var done = store.Outbox.Done([seq]);
        var hanging = store.Commits.Commit(Commit(Event("e2"), 1));
        await transaction.RollbackAsync(Cancellation);
        await first;
        await Waits();

        _clock.Advance(Passengers.Longest);
        await done.WaitAsync(Eventually.Patience, Cancellation);

        Assert.False(hanging.IsCompleted);
        await longer.RollbackAsync(Cancellation);
        Assert.Equal(CommitResult.Committed.Instance, await hanging);
    }

    [Fact]
    public async Task Where_the_batch_that_took_it_fails_it_is_written_all_the_same()
    {
        await using var store = await Begin();
        await Server.Sql(
            Database,
            """
            CREATE FUNCTION broken() RETURNS trigger LANGUAGE plpgsql AS $d$ BEGIN RAISE EXCEPTION 'broken' USING ERRCODE = 'XX001'; END $d$;
            CREATE TRIGGER broken BEFORE INSERT ON journal FOR EACH ROW WHEN (NEW.id = 'broken') EXECUTE FUNCTION broken()
            """
        );
        var seq = await Delivered(store);
        var (transaction, hanging) = await Hang(store, "e1");
        var done = store.Outbox.Done([seq]);
        var broken = store.Commits.Commit(Commit(Event("broken"), 0));
        await transaction.RollbackAsync(Cancellation);

        await hanging;
        await Assert.ThrowsAsync<StoreFailedException>(() => broken);
        await done.WaitAsync(Eventually.Patience, Cancellation);
        Assert.Empty(await store.Outbox.After(0, 10, Cancellation));
    }

    [Fact]
    public async Task What_nobody_took_ends_with_the_store()
    {
        var store = await Begin();
        var seq = await Delivered(store);
        var (transaction, hanging) = await Hang(store, "e1");

        var done = store.Outbox.Done([seq]);
        var closing = store.DisposeAsync();
        await transaction.RollbackAsync(Cancellation);
        await hanging;
        await closing;
        _clock.Advance(Passengers.Patience);

        await Assert.ThrowsAsync<StoreFailedException>(() => done);
    }

    /// <summary>With an event, and a message of it that waits.</summary>
    async Task<PostgresStore> Begin()
    {
        var store = await Open(Tuning with { Lanes = 1, Time = _clock });
        await store.Commits.Commit(Commit(Event("e1"), 0) with { Outbox = [Message("a", "x")] });
        return store;
    }

    /// <summary>The message of it.</summary>
    static async Task<long> Delivered(PostgresStore store) => Assert.Single(await store.Outbox.After(0, 10, Cancellation)).Seq;

    /// <summary>A commit that waits until the event is let go.</summary>
    async Task<(NpgsqlTransaction Hold, Task<CommitResult> Hanging)> Hang(PostgresStore store, string id)
    {
        var hold = await Hold(id);
        var hanging = store.Commits.Commit(Commit(Event(id), 1));
        await Waits();
        return (hold, hanging);
    }

    /// <summary>Holds an event up, until the transaction ends or the database is given back.</summary>
    async Task<NpgsqlTransaction> Hold(string id)
    {
        var other = await Server.Superuser(Database);
        var transaction = await other.BeginTransactionAsync(Cancellation);
        await using var locking = new NpgsqlCommand($"SELECT FROM event WHERE id = '{id}' FOR UPDATE", other, transaction);
        await locking.ExecuteNonQueryAsync(Cancellation);
        return transaction;
    }

    Task Waits() =>
        PrivatePostgres.Eventually(() =>
            Server.Ask<bool>(
                "postgres",
                $"SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = '{Database}' AND wait_event_type = 'Lock')"
            )
        );
}
