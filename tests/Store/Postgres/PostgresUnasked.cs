using static Watchfloor.Tests.Contracts.StoreContractSamples;

namespace Watchfloor.Tests.Stores.Postgres;

/// <summary>The answer to a COMMIT is lost, and the server has no connection left to ask over.</summary>
public sealed class PostgresUnasked : PostgresRoom
{
    const int Prepared = 4;
    const int Plenty = 1_000;

    [Fact]
    public async Task That_nobody_can_be_asked_is_not_taken_for_an_answer()
    {
        await using var proxy = new CuttingProxy(Server.Port);
        await using var store = await Open(Tuning with { Patience = TimeSpan.Zero, Fate = TimeSpan.FromMilliseconds(300) }, proxy.Port);
        for (var version = 0; version < Prepared; version++)
            await store.Commits.Commit(Commit(Event("e1"), version));
        proxy.CutAt(Plenty, after: true);
        await store.Commits.Commit(Commit(Event("e1"), Prepared));
        var messages = Plenty - proxy.Left;

        await Limit(0);
        proxy.CutAt(messages - 1, after: true); // the last one is COMMIT
        var failed = await Assert.ThrowsAsync<StoreFailedException>(() => store.Commits.Commit(Commit(Event("e1"), Prepared + 1)));
        Assert.Contains("nobody knows", failed.Message);

        await Assert.ThrowsAsync<TimeoutException>(() => store.Settled(Cancellation));
        await Limit(-1);
        await store.Settled(Cancellation);
    }

    Task Limit(int connections) => Server.Sql("postgres", $"ALTER DATABASE {Database} CONNECTION LIMIT {connections}");
}
