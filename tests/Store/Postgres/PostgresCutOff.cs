using Watchfloor.Kernel;
using Watchfloor.Store;
using static Watchfloor.Tests.Contracts.StoreContractSamples;

namespace Watchfloor.Tests.Stores.Postgres;

/// <summary>One of several servers is cut off from the database and comes back.</summary>
public sealed class PostgresCutOff : PostgresRoom
{
    [Fact]
    public async Task While_another_one_stayed_it_goes_on_where_it_was()
    {
        await using var stayed = await Open(Together);
        await ComesBack(async first =>
        {
            await stayed.Commits.Commit(Commit(Event("e1"), 1));
            return first;
        });
    }

    [Fact]
    public async Task Where_somebody_had_the_database_to_himself_meanwhile_it_goes_on_under_his_numbers()
    {
        PostgresStore? second = null;
        await ComesBack(async first =>
        {
            second = await Open(Together with { LettingGo = TimeSpan.FromSeconds(40) });
            await second.Commits.Commit(Commit(Event("e1"), 1));
            return first;
        });
        await second!.DisposeAsync();
    }

    [Theory]
    [InlineData("UPDATE meta SET value = 'ABCDEF0123456789' WHERE name = 'epoch'", "restored or replaced")]
    [InlineData("UPDATE meta SET value = '11' WHERE name IN ('schema_version', 'oldest_reader')", "restored or replaced")]
    [InlineData("UPDATE meta SET value = '999' WHERE name IN ('schema_version', 'oldest_reader')", "written by a newer Watchfloor")]
    public async Task Where_the_database_is_another_one_it_refuses_and_says_why(string meanwhile, string why)
    {
        await using var first = await Open(Together);
        await first.Commits.Commit(Commit(Event("e1"), 0));
        await Server.Sql(Database, meanwhile);

        await Server.Sql(Database, $"SELECT pg_terminate_backend({await Watch()})");

        await Eventually.Sees("the trouble", () => first.Health.Trouble, trouble => trouble?.Contains(why) == true);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task When_it_is_back_nobody_gets_the_database_to_himself(bool isShared)
    {
        await using var first = await Open(isShared ? Together : Tuning);
        await CutOffForAMoment(first);

        var refused = await Assert.ThrowsAsync<StoreRefusedException>(() =>
            Open(Tuning with { LettingGo = TimeSpan.FromMilliseconds(50) })
        );

        Assert.Contains("Another Watchfloor server", refused.Message);
    }

    [Fact]
    public async Task When_it_is_back_it_counts_again_among_those_who_must_understand_what_is_written()
    {
        await using var older = await Open(Together);
        await CutOffForAMoment(older);
        await using var newer = await Open(Together with { Level = 2 });

        Assert.Equal(1, await newer.Level.Raise(2, Cancellation));
    }

    /// <summary>Loses the one connection by which it has the database, and has it again.</summary>
    async Task CutOffForAMoment(PostgresStore store)
    {
        var before = await Watch();
        await Server.Sql(Database, $"SELECT pg_terminate_backend({before})");
        await Eventually.Sees("another connection", Watch, now => now != 0 && now != before);
        await Eventually.Is("no trouble any more", () => store.Health.Trouble is null);
    }

    /// <summary>The backend of the connection that has the database.</summary>
    Task<int> Watch() =>
        Server.Ask<int>(
            Database,
            """
            SELECT max(pid) FROM pg_locks JOIN pg_stat_activity USING (pid)
            WHERE locktype = 'advisory' AND granted AND datname = current_database() AND (classid::bigint << 32) + objid::bigint = 7236833301947
            """
        );

    async Task ComesBack(Func<PostgresStore, Task<PostgresStore>> meanwhile)
    {
        var proxy = new CuttingProxy(Server.Port);
        var port = proxy.Port;
        await using var first = await Open(Together, port);
        var start = await first.Feed.Head(Cancellation);
        await first.Commits.Commit(Commit(Event("e1"), 0) with { Outbox = [Message("a", "x")] });
        await proxy.DisposeAsync();
        await PrivatePostgres.Eventually(() => Task.FromResult(first.Health.Trouble is not null));
        await meanwhile(first);

        await using var back = new CuttingProxy(Server.Port, port);
        await PrivatePostgres.Eventually(() => Task.FromResult(first.Health.Trouble is null));

        Assert.IsType<CommitResult.Conflict>(await first.Commits.Commit(Commit(Event("e1"), 1)));
        Assert.IsType<CommitResult.Committed>(await first.Commits.Commit(Commit(Event("e1"), 2) with { Outbox = [Message("a", "y")] }));
        Assert.Equal(3, (await first.Feed.After(start, 10, Cancellation)).Items.Count);
        Assert.Equal(
            ["event/e1/1/0", "event/e1/3/0"],
            (await first.Outbox.After(0, 10, Cancellation)).Select(message => message.Request.Value)
        );
        await first.Settled(Cancellation);
    }
}
