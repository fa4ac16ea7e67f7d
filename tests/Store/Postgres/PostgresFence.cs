using Npgsql;
using Watchfloor.Kernel;
using Watchfloor.Store;
using static Watchfloor.Tests.Contracts.StoreContractSamples;

namespace Watchfloor.Tests.Stores.Postgres;

public sealed class PostgresFence : PostgresRoom
{
    readonly RowFence _fence = new("one");

    [Fact]
    public async Task Who_is_no_member_any_more_writes_nothing_and_is_told_so()
    {
        await using var store = await OpenFenced();
        await store.Commits.Commit(Commit(Event("e1"), 0));
        await Server.Sql(Database, _fence.Leaves);

        var failed = await Assert.ThrowsAsync<StoreFailedException>(() => store.Commits.Commit(Commit(Event("e1"), 1)));

        Assert.Contains("no member", failed.Message);
        Assert.True(_fence.Refused > 0);
        Assert.Equal(1, (await store.Entities.Load(Event("e1"), Cancellation))!.Version);
        Assert.Equal(1, await Server.Ask<long>(Database, "SELECT count(*) FROM journal"));
    }

    [Fact]
    public async Task A_batch_that_waits_at_the_fence_while_its_member_is_put_out_is_undone()
    {
        await using var store = await OpenFenced();
        await using var evictor = await Server.Superuser(Database);
        await using var transaction = await evictor.BeginTransactionAsync(Cancellation);
        await Run(evictor, _fence.Locks);
        var commit = store.Commits.Commit(Commit(Event("e1"), 0));
        await Waits(store);

        await Run(evictor, _fence.Leaves);
        await transaction.CommitAsync(Cancellation);

        await Assert.ThrowsAsync<StoreFailedException>(() => commit);
        Assert.True(_fence.Refused > 0);
        Assert.Null(await store.Entities.Load(Event("e1"), Cancellation));
    }

    [Fact]
    public async Task Whoever_puts_a_member_out_waits_for_the_batch_that_has_passed()
    {
        await using var store = await OpenFenced();
        await using var slow = await Server.Superuser(Database);
        await using var held = await slow.BeginTransactionAsync(Cancellation);
        await Run(slow, "LOCK TABLE journal IN SHARE MODE");
        var commit = store.Commits.Commit(Commit(Event("e1"), 0));
        await Waits(store);

        var tooSoon = await Assert.ThrowsAsync<PostgresException>(() =>
            Server.Sql(Database, $"SET lock_timeout = '100ms'; {_fence.Locks}")
        );
        Assert.Equal(PostgresErrorCodes.LockNotAvailable, tooSoon.SqlState);
        await held.CommitAsync(Cancellation);
        await Server.Sql(Database, $"BEGIN; {_fence.Locks}; {_fence.Leaves}; COMMIT");

        Assert.IsType<CommitResult.Committed>(await commit);
        await Assert.ThrowsAsync<StoreFailedException>(() => store.Commits.Commit(Commit(Event("e1"), 1)));
    }

    [Fact]
    public async Task All_is_settled_when_the_batch_under_way_has_ended_and_not_before()
    {
        await using var store = await OpenFenced();
        await store.Settled(Cancellation);
        await using var slow = await Server.Superuser(Database);
        await using var held = await slow.BeginTransactionAsync(Cancellation);
        await Run(slow, "LOCK TABLE journal IN SHARE MODE");
        var commit = store.Commits.Commit(Commit(Event("e1"), 0));
        await Waits(store);
        _fence.Has = _ => false;
        var behind = store.Commits.Commit(Commit(Event("e1"), 1));

        var settled = store.Settled(Cancellation);

        Assert.False(settled.IsCompleted, "the batch is still under way");
        await held.CommitAsync(Cancellation);
        await settled;
        Assert.Equal(1, (await store.Entities.Load(Event("e1"), Cancellation))!.Version);
        Assert.IsType<CommitResult.Committed>(await commit);
        Assert.Contains("served elsewhere", (await Assert.ThrowsAsync<StoreFailedException>(() => behind)).Message);
        Assert.Equal(1, (await store.Entities.Load(Event("e1"), Cancellation))!.Version);
    }

    [Fact]
    public async Task What_was_handed_over_fails_by_itself_and_is_never_written()
    {
        await using var store = await OpenFenced();
        var own = Enumerable.Range(0, 40).Select(i => Event($"own{i}")).ToList();
        var gone = Enumerable.Range(0, 40).Select(i => Event($"gone{i}")).ToList();
        _fence.Has = entity => !entity.Id.StartsWith("gone", StringComparison.Ordinal);

        var kept = own.Select(entity => store.Commits.Commit(Commit(entity, 0))).ToList();
        var lost = gone.Select(entity => store.Commits.Commit(Commit(entity, 0))).ToList();

        Assert.All(await Task.WhenAll(kept), result => Assert.IsType<CommitResult.Committed>(result));
        foreach (var commit in lost)
            Assert.Contains("served elsewhere", (await Assert.ThrowsAsync<StoreFailedException>(() => commit)).Message);
        Assert.Equal(40, await Server.Ask<long>(Database, "SELECT count(*) FROM event"));
        Assert.Null(store.Health.Trouble);
        Assert.Equal(0, _fence.Refused);
    }

    [Fact]
    public async Task What_an_entity_had_enqueued_behind_a_lost_commit_is_lost_too_though_it_came_back_meanwhile()
    {
        await using var store = await OpenFenced();
        await using var other = await OpenFenced();
        await using var slow = await Server.Superuser(Database);
        await using var held = await slow.BeginTransactionAsync(Cancellation);
        await Run(slow, "LOCK TABLE journal IN SHARE MODE");
        var before = store.Commits.Commit(Commit(Event("e1"), 0));
        await Waits(store);
        var asked = 0;
        _fence.Has = _ => Interlocked.Increment(ref asked) > 1; // lost, and given back at once
        var first = store.Commits.Commit(Commit(Event("e1"), 1));
        var second = store.Commits.Commit(Commit(Event("e1"), 2));
        await held.CommitAsync(Cancellation);

        Assert.IsType<CommitResult.Committed>(await before);
        await Assert.ThrowsAsync<StoreFailedException>(() => first);
        await Assert.ThrowsAsync<StoreFailedException>(() => second);
        Assert.IsType<CommitResult.Committed>(await store.Commits.Commit(Commit(Event("e1"), 1)));
    }

    [Fact]
    public async Task A_lane_under_a_lease_gives_up_a_statement_before_the_lease_is_over()
    {
        await using var store = await OpenFenced();
        await store.Commits.Commit(Commit(Event("e1"), 0));

        Assert.Equal(TimeSpan.FromSeconds(8), Together.LaneStatement);
        Assert.Equal(Tuning.Statement, Tuning.LaneStatement);
    }

    async Task<PostgresStore> OpenFenced()
    {
        if (await Server.Ask<string>(Database, "SELECT to_regclass('member')::text") is null)
            await Server.Sql(Database, RowFence.Table + _fence.Joins);
        return await PostgresStore.Open(Server.To(Database), Clock, Together, () => _fence, Cancellation);
    }

    /// <summary>Until a lane of the store stands at a lock.</summary>
    async Task Waits(PostgresStore store)
    {
        await PrivatePostgres.Eventually(() =>
            Server.Ask<bool>(
                Database,
                "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' "
                    + $"AND application_name = '{Watchfloor.Store.Postgres.Database.LaneName}')"
            )
        );
        Assert.Null(store.Health.Trouble);
    }

    static async Task Run(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Cancellation);
    }
}
