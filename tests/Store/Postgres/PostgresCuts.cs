using Watchfloor.Kernel;
using static Watchfloor.Tests.Contracts.StoreContractSamples;

namespace Watchfloor.Tests.Stores.Postgres;

/// <summary>The connection is cut at each message that a flush is made of, and right after each: COMMIT among them.</summary>
public sealed class PostgresCuts : PostgresRoom
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Wherever_the_connection_is_cut_a_commit_is_there_once_and_acknowledged(bool after)
    {
        await using var proxy = new CuttingProxy(Server.Port);
        await using var store = await Open(port: proxy.Port);
        var version = 0L;
        for (; version < 3; version++) // statements are prepared by now, as they are in a long life
            Assert.IsType<CommitResult.Committed>(await store.Commits.Commit(Next(version)));

        var cuts = 0;
        for (var messages = 0; ; messages++, version++)
        {
            proxy.CutAt(messages, after);
            Assert.IsType<CommitResult.Committed>(await store.Commits.Commit(Next(version)));
            var hasCut = proxy.HasCut;
            proxy.CutNoMore();
            if (!hasCut)
                break;
            cuts++;
        }

        Assert.InRange(cuts, 5, 500);
        version++;
        var journal = await store.Events.Journal(Tenant, "e1", Cancellation);
        Assert.Equal(Enumerable.Range(1, (int)version).Select(n => (long)n), journal.Select(row => row.Version));
        Assert.Equal(
            Enumerable.Range(1, (int)version).Select(n => $"event/e1/{n}/0"),
            (await store.Outbox.After(0, 10_000, Cancellation)).Select(message => message.Request.Value)
        );
        Assert.Equal(version, store.Health.Facts);
        Assert.Equal(version, await Server.Ask<long>(Database, "SELECT sum(facts)::bigint FROM lanes"));
        Assert.Null(store.Health.Trouble);
    }

    static Commit Next(long version) =>
        Commit(Event("e1"), version) with
        {
            Request = new($"wish-{version}"),
            Due = new(T0.AddSeconds(version), 1),
            Outbox = [Message("a", $"{version}")],
            Claims = [Claim($"alarm-{version}", "e1")],
        };
}
