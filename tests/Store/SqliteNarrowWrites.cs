using Watchfloor.Kernel;
using Watchfloor.Store;
using Watchfloor.Store.Sqlite;
using Watchfloor.Tests.Contracts;
using static Watchfloor.Tests.Contracts.StoreContractSamples;

namespace Watchfloor.Tests.Stores;

/// <summary>What an event is told again and again changes its document and nothing that people filter by.</summary>
public sealed class SqliteNarrowWrites : IDisposable
{
    const string Watch = """
        CREATE TABLE watched (id TEXT);
        CREATE TRIGGER watch AFTER UPDATE OF title ON event BEGIN INSERT INTO watched VALUES (new.id); END;
        """;

    readonly TemporaryDirectory _directory = new();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task One_more_detection_leaves_the_columns_alone()
    {
        await using var store = SqliteStore.Open(_directory.Path, new StoreContractClock());
        await store.Commits.Commit(Show(View("e1")));
        await store.Write(new SmallWrite(writer => writer.Connection.Run(Watch)));

        var counted = View("e1") with { Count = 2, UpdatedAt = T0.AddMinutes(1), Version = 2 };
        Assert.IsType<CommitResult.Committed>(await store.Commits.Commit(Show(counted, expected: 1)));

        Assert.Equal(0, Watched(store));
        var shown = Assert.Single(await store.Events.Find(Tenant, ["e1"], Cancellation));
        Assert.Equal((2, T0.AddMinutes(1)), (shown.Count, shown.UpdatedAt));
        Assert.Equal(2, (await store.Entities.Load(Event("e1"), Cancellation))!.Version);

        Assert.IsType<CommitResult.Committed>(await store.Commits.Commit(Show(counted with { Title = "Worse" }, expected: 2)));
        Assert.Equal(1, Watched(store));
        Assert.Equal("Worse", Assert.Single(await store.Events.Find(Tenant, ["e1"], Cancellation)).Title);
    }

    [Fact]
    public async Task One_that_comes_too_late_changes_nothing()
    {
        await using var store = SqliteStore.Open(_directory.Path, new StoreContractClock());
        await store.Commits.Commit(Show(View("e1")));
        await store.Commits.Commit(Show(View("e1") with { Count = 2 }, expected: 1));

        var late = await store.Commits.Commit(Show(View("e1") with { Count = 7 }, expected: 1));

        Assert.Equal(2, Assert.IsType<CommitResult.Conflict>(late).Found);
        Assert.Equal(2, Assert.Single(await store.Events.Find(Tenant, ["e1"], Cancellation)).Count);
    }

    static long Watched(SqliteStore store)
    {
        using var reader = store.Read();
        return reader.Number("SELECT count(*) FROM watched");
    }
}
