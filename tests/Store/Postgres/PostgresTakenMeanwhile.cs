using Watchfloor.Kernel;
using static Watchfloor.Tests.Contracts.StoreContractSamples;

namespace Watchfloor.Tests.Stores.Postgres;

/// <summary>A server is cut off, another one serves the database for a while, and the first comes back.</summary>
public sealed class PostgresTakenMeanwhile : PostgresRoom
{
    [Fact]
    public async Task A_server_that_comes_back_after_another_one_refuses_for_ever_and_says_why()
    {
        var proxy = new CuttingProxy(Server.Port);
        var port = proxy.Port;
        await using var first = await Open(port: port);
        await first.Commits.Commit(Commit(Event("e1"), 0));
        await proxy.DisposeAsync();
        await PrivatePostgres.Eventually(() => Task.FromResult(first.Health.Trouble is not null));
        await using (var second = await Open(Tuning with { LettingGo = TimeSpan.FromSeconds(40) }))
            Assert.IsType<CommitResult.Committed>(await second.Commits.Commit(Commit(Event("e1"), 1)));

        await using var back = new CuttingProxy(Server.Port, port);
        await PrivatePostgres.Eventually(() => Task.FromResult(first.Health.Trouble?.Contains("cannot be reached") != true));

        await Assert.ThrowsAsync<StoreFailedException>(() => first.Commits.Commit(Commit(Event("e1"), 2)));
        await Assert.ThrowsAsync<StoreFailedException>(() => first.Retention.Swept(T0));
        await PrivatePostgres.Eventually(() => Task.FromResult(first.Health.Trouble?.Contains("had the database") == true));
        Assert.Contains("restart this one", first.Health.Trouble);
        await using var third = await Open();
        Assert.Equal(2, (await third.Entities.Load(Event("e1"), Cancellation))!.Version);
    }
}
