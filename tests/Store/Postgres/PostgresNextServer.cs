using Watchfloor.Kernel;
using static Watchfloor.Tests.Contracts.StoreContractSamples;

namespace Watchfloor.Tests.Stores.Postgres;

/// <summary>A server finds lanes that another one wrote, and loses the answer to its own first COMMIT.</summary>
public sealed class PostgresNextServer : PostgresRoom
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_flushes_of_the_server_before_are_never_taken_for_its_own(bool after)
    {
        await using var proxy = new CuttingProxy(Server.Port);
        await using (await Open()) { }
        var cuts = 0;
        for (var messages = 0; ; messages++)
        {
            await Server.Sql(Database, "UPDATE lanes SET server = 'the one before', flush = 1");
            await using var store = await Open(port: proxy.Port);
            proxy.CutAt(messages, after);
            Assert.IsType<CommitResult.Committed>(await store.Commits.Commit(Commit(Event("e1"), messages)));
            var hasCut = proxy.HasCut;
            proxy.CutNoMore();

            Assert.Equal(messages + 1L, (await store.Entities.Load(Event("e1"), Cancellation))?.Version);
            if (!hasCut)
                break;
            cuts++;
        }

        Assert.InRange(cuts, 5, 500);
    }
}
