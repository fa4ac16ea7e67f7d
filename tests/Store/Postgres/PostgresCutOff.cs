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

    [Fact]
    public async Task Where_the_database_was_replaced_it_refuses_for_ever_and_says_why()
    {
        var proxy = new CuttingProxy(Server.Port);
        var port = proxy.Port;
        await using var first = await Open(Together, port);
        await first.Commits.Commit(Commit(Event("e1"), 0));
        await proxy.DisposeAsync();
        await PrivatePostgres.Eventually(() => Task.FromResult(first.Health.Trouble is not null));
        await Server.Sql(Database, "UPDATE meta SET value = 'ABCDEF0123456789' WHERE name = 'epoch'");

        await using var back = new CuttingProxy(Server.Port, port);

        await PrivatePostgres.Eventually(() => Task.FromResult(first.Health.Trouble?.Contains("restored or replaced") == true));
    }

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
