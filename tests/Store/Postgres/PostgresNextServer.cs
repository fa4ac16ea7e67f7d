using Watchfloor.Kernel;
using Watchfloor.Store;
using static Watchfloor.Tests.Contracts.StoreContractSamples;

namespace Watchfloor.Tests.Stores.Postgres;

/// <summary>
/// A server finds lanes that another one wrote, and loses the answer to its own first COMMIT. Each place of the cut needs a server
/// that begins, which takes its time: several go through the places side by side, each in a database of its own.
/// </summary>
public sealed class PostgresNextServer : PostgresRoom
{
    const int SideBySide = 8;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_flushes_of_the_server_before_are_never_taken_for_its_own(bool after)
    {
        var cuts = await Task.WhenAll(Enumerable.Range(0, SideBySide).Select(first => CutFrom(first, after)));
        Assert.InRange(cuts.Sum(), 5, 500);
    }

    /// <summary>At this message and every so manieth behind it, until one is beyond the last.</summary>
    async Task<int> CutFrom(int first, bool after)
    {
        var database = await Server.Create();
        await using var proxy = new CuttingProxy(Server.Port);
        await using (await Opened(database, Server.Port)) { }
        var cuts = 0;
        for (var hasCut = true; hasCut; cuts += hasCut ? 1 : 0)
        {
            await Server.Sql(database, "UPDATE lanes SET server = 'the one before', flush = 1");
            await using var store = await Opened(database, proxy.Port);
            proxy.CutAt(first + (cuts * SideBySide), after);
            Assert.IsType<CommitResult.Committed>(await store.Commits.Commit(Commit(Event("e1"), cuts)));
            hasCut = proxy.HasCut;
            proxy.CutNoMore();
            Assert.Equal(cuts + 1L, (await store.Entities.Load(Event("e1"), Cancellation))?.Version);
        }
        await Server.GiveBack(database);
        return cuts;
    }

    Task<PostgresStore> Opened(string database, int port) => PostgresStore.Open(Server.To(database, port), Clock, Tuning, Cancellation);
}
