using Watchfloor.Catalogue;
using Watchfloor.Plant;
using Watchfloor.Store;
using Watchfloor.Tests.Contracts;
using static Watchfloor.Tests.Contracts.StoreContractSamples;

namespace Watchfloor.Tests.Stores;

/// <summary>What people have defined is read once, until something of its kind is written.</summary>
public sealed class SqliteKnownCatalogue : IDisposable
{
    readonly TemporaryDirectory _directory = new();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task As_long_as_nothing_of_its_kind_is_written_it_is_the_same_list()
    {
        await using var store = SqliteStore.Open(_directory.Path, new StoreContractClock());
        await Define(store, "f1", 0);
        var first = await All(store);
        await store.Commits.Commit(Show(View("e1")));

        Assert.Same(first, await All(store));
    }

    [Fact]
    public async Task Whoever_was_answered_finds_what_he_defined()
    {
        await using var store = SqliteStore.Open(_directory.Path, new StoreContractClock());
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var others = Task.Run(
            async () =>
            {
                while (!stop.IsCancellationRequested)
                    await All(store);
            },
            Cancellation
        );
        for (var i = 0; i < 200; i++)
        {
            await Define(store, $"f{i}", 0);
            Assert.Equal(i + 1, (await All(store)).Count);
        }
        await stop.CancelAsync();
        await others;
        await store.Commits.Commit(Commit(Of(Kinds.Facility, "f7"), 1));
        Assert.Equal(199, (await All(store)).Count);
    }

    [Fact]
    public async Task Tenants_have_lists_of_their_own()
    {
        await using var store = SqliteStore.Open(_directory.Path, new StoreContractClock());
        await Define(store, "f1", 0);
        Assert.Single(await All(store));
        Assert.Empty(await store.Catalogue.All<FacilitySpec>(new("other"), Kinds.Facility, Cancellation));
    }

    static Task Define(SqliteStore store, string id, long expected) =>
        store.Commits.Commit(Entry(Kinds.Facility, id, id, new FacilitySpec(id, null, null, null, null), expected));

    static async Task<IReadOnlyList<Entry<FacilitySpec>>> All(SqliteStore store) =>
        await store.Catalogue.All<FacilitySpec>(Tenant, Kinds.Facility, Cancellation);
}
