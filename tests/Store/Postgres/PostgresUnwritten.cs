using Watchfloor.Events;
using Watchfloor.Kernel;
using Watchfloor.Store;
using static Watchfloor.Tests.Contracts.StoreContractSamples;

namespace Watchfloor.Tests.Stores.Postgres;

/// <summary>Who has the database alone does not ask for what was never written, and finds all that was.</summary>
public sealed class PostgresUnwritten : PostgresRoom
{
    const string New = "9new";

    [Fact]
    public async Task A_new_event_at_a_new_place_is_not_asked_for()
    {
        await using (var before = await Open())
            await before.Commits.Commit(Show(View("7old")));
        await using var store = await Open();
        await IsLearned(store);

        store.Reads.Asked.Clear();
        Assert.Null(await store.Entities.Load(Event(New), Cancellation));
        Assert.Empty(await store.OpenEvents.Of(Tenant, "boiler-house", "flow", Cancellation));
        Assert.Empty(await store.OpenEvents.Of(Tenant, null, "pressure", Cancellation));
        Assert.Empty(await store.OpenEvents.Merged(Tenant, "boiler-house", "pressure", Cancellation));

        Assert.Empty(store.Reads.Asked);
    }

    [Fact]
    public async Task What_was_written_before_is_found()
    {
        await using (var before = await Open())
        {
            await before.Commits.Commit(Show(View("7old")));
            await before.Commits.Commit(Merged("8gone", into: "7old"));
        }
        await using var store = await Open();
        await IsLearned(store);

        Assert.Equal(1, (await store.Entities.Load(Event("8gone"), Cancellation))?.Version);
        Assert.Equal(["7old"], await OpenIn(store, "pressure"));
        Assert.Equal(["8gone"], await MergedIn(store, "pressure"));
    }

    [Fact]
    public async Task What_was_removed_before_is_known_to_be()
    {
        await using (var before = await Open())
        {
            await before.Commits.Commit(Show(View("7over", EventStatus.Closed)));
            await before.Retention.Remove(Aged.Events, T0.AddDays(1), 10, Cancellation);
        }
        await using var store = await Open();
        await IsLearned(store);

        Assert.True((await store.Entities.Load(Event("7over"), Cancellation))?.Removed);
    }

    [Fact]
    public async Task What_is_written_meanwhile_is_found()
    {
        await using var store = await Open();
        await IsLearned(store);

        await store.Commits.Commit(Show(View(New)));
        await store.Commits.Commit(Merged("9gone", into: New));

        Assert.Equal(1, (await store.Entities.Load(Event(New), Cancellation))?.Version);
        Assert.Equal([New], await OpenIn(store, "pressure"));
        Assert.Equal(["9gone"], await MergedIn(store, "pressure"));
    }

    [Fact]
    public async Task A_document_that_was_lost_and_follows_from_its_journal_is_found()
    {
        await using (var before = await Open())
            await before.Commits.Commit(Show(View(New)));
        await Server.Sql(Database, $"DELETE FROM event WHERE id = '{New}'");
        await using var store = await Open();
        await IsLearned(store);
        Assert.Null(await store.Entities.Load(Event(New), Cancellation));

        Assert.True(await store.Journals.Rewrite(Show(View(New), expected: 1) with { Facts = [] }));

        Assert.Equal(1, (await store.Entities.Load(Event(New), Cancellation))?.Version);
        Assert.Equal([New], await OpenIn(store, "pressure"));
    }

    [Fact]
    public async Task What_another_server_writes_is_found()
    {
        await using var one = await Open(Together);
        await using var other = await Open(Together);
        Assert.Null(await one.Entities.Load(Event(New), Cancellation));
        Assert.Empty(await OpenIn(one, "pressure"));
        Assert.Empty(await MergedIn(one, "pressure"));

        await other.Commits.Commit(Show(View(New)));
        await other.Commits.Commit(Merged("9gone", into: New));

        Assert.Equal(1, (await one.Entities.Load(Event(New), Cancellation))?.Version);
        Assert.Equal([New], await OpenIn(one, "pressure"));
        Assert.Equal(["9gone"], await MergedIn(one, "pressure"));
    }

    /// <summary>The first question makes it look for what was written before, and does not wait for that.</summary>
    static Task IsLearned(PostgresStore store) =>
        PrivatePostgres.Eventually(async () =>
        {
            store.Reads.Asked.Clear();
            await store.Entities.Load(Event("zzz"), Cancellation);
            return store.Reads.Asked.IsEmpty;
        });

    static Commit Merged(string id, string into)
    {
        var commit = Show(View(id, EventStatus.Closed));
        return commit with { Columns = [.. commit.Columns, new("merged_into", into)] };
    }

    static async Task<IEnumerable<string>> OpenIn(PostgresStore store, string category) =>
        from open in await store.OpenEvents.Of(Tenant, "boiler-house", category, Cancellation)
        select open.Id.Id;

    static async Task<IEnumerable<string>> MergedIn(PostgresStore store, string category) =>
        from merged in await store.OpenEvents.Merged(Tenant, "boiler-house", category, Cancellation)
        select merged.EventId;
}
