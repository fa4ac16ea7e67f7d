using System.Text.Json;
using Watchfloor.Kernel;
using Watchfloor.Plant;
using Watchfloor.Store;
using static Watchfloor.Tests.Contracts.StoreContractSamples;

namespace Watchfloor.Tests.Stores.Postgres;

/// <summary>
/// Lists that every new event asks for are kept where nobody else can have changed them. What was done behind the store's back shows whether
/// the database was asked.
/// </summary>
public sealed class PostgresLists : PostgresRoom
{
    [Fact]
    public async Task Who_has_the_database_alone_asks_again_only_when_one_of_them_was_written()
    {
        await using var store = await Open();
        await Define(store, "a");
        Assert.Equal(["a"], await Ids(store));
        await Server.Sql(Database, "DELETE FROM facility");

        await store.Commits.Commit(Show(View("e1")));
        Assert.Equal(["a"], await Ids(store));
        Assert.Empty(await store.Catalogue.All<FacilitySpec>(new("other"), Kinds.Facility, Cancellation));

        await Define(store, "b");
        Assert.Equal(["b"], await Ids(store));
    }

    [Fact]
    public async Task One_of_several_asks_each_time()
    {
        await using var store = await Open(Together);
        await Define(store, "a");
        Assert.Equal(["a"], await Ids(store));
        await Server.Sql(Database, "DELETE FROM facility");

        Assert.Empty(await Ids(store));
    }

    [Fact]
    public async Task After_a_write_of_which_nobody_knows_the_list_is_asked_for_each_time()
    {
        await using var store = await Open(Tuning with { Patience = TimeSpan.Zero });
        await Define(store, "a");
        Assert.Equal(["a"], await Ids(store));
        await Server.Sql(Database, "ALTER TABLE facility RENAME TO elsewhere");
        await Assert.ThrowsAsync<StoreFailedException>(() => Define(store, "b"));
        await Server.Sql(Database, "ALTER TABLE elsewhere RENAME TO facility");
        Assert.Equal(["a"], await Ids(store));
        await Server.Sql(Database, "DELETE FROM facility");

        Assert.Empty(await Ids(store));
    }

    [Fact]
    public async Task What_cannot_be_read_is_no_trouble_of_those_who_ask_for_something_else_at_the_same_time()
    {
        await using var store = await Open();
        await Define(store, "a");
        await store.Commits.Commit(Commit(Event("e1"), 0));
        await Server.Sql(Database, "UPDATE facility SET view = 'no JSON'");

        var asked = Enumerable
            .Range(0, 50)
            .Select(_ =>
                (
                    Broken: store.Catalogue.Find<FacilitySpec>(Tenant, Kinds.Facility, "a", Cancellation).AsTask(),
                    Other: store.Entities.Load(Event("e1"), Cancellation).AsTask()
                )
            )
            .ToList();

        foreach (var (broken, other) in asked)
        {
            await Assert.ThrowsAnyAsync<JsonException>(() => broken);
            Assert.Equal(1, (await other)?.Version);
        }
    }

    static Task<CommitResult> Define(PostgresStore store, string id) =>
        store.Commits.Commit(Entry(Kinds.Facility, id, id, new FacilitySpec(id, null, null, null, null)));

    static async Task<IEnumerable<string>> Ids(PostgresStore store) =>
        (await store.Catalogue.All<FacilitySpec>(Tenant, Kinds.Facility, Cancellation)).Select(entry => entry.Id);
}
