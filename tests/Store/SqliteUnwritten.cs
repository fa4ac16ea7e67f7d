using Watchfloor.Events;
using Watchfloor.Kernel;
using Watchfloor.Store;
using Watchfloor.Store.Sqlite;
using Watchfloor.Tests.Kernel;
using static Watchfloor.Tests.Contracts.StoreContractSamples;

namespace Watchfloor.Tests.Stores;

/// <summary>What was never written is not asked for, and all that was is found.</summary>
public sealed class SqliteUnwritten : IDisposable
{
    const string New = "9new";

    readonly TemporaryDirectory _directory = new();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_new_event_at_a_new_place_is_not_asked_for()
    {
        await using (var before = Open())
            await before.Commits.Commit(Show(View("7old")));
        await using var store = Open();
        await IsLearned(store);

        await Sql(
            store,
            $"""
            INSERT INTO event (tenant, id, version, state, category, merged_into) VALUES
              ('{Tenant.Value}', '{New}', 1, '', 'flow', NULL), ('{Tenant.Value}', '9gone', 1, '', 'flow', '{New}')
            """
        );

        Assert.Null(await store.Entities.Load(Event(New), Cancellation));
        Assert.Empty(await store.OpenEvents.Of(Tenant, null, "flow", Cancellation));
        Assert.Empty(await store.OpenEvents.Merged(Tenant, null, "flow", Cancellation));
    }

    [Fact]
    public async Task What_was_written_before_is_found()
    {
        await using (var before = Open())
        {
            await before.Commits.Commit(Show(View("7old")));
            await before.Commits.Commit(Merged("8gone", into: "7old"));
        }
        await using var store = Open();
        await IsLearned(store);

        Assert.Equal(1, (await store.Entities.Load(Event("8gone"), Cancellation))?.Version);
        Assert.Equal(["7old"], await OpenIn(store, "pressure"));
        Assert.Equal(["8gone"], await MergedIn(store, "pressure"));
    }

    [Fact]
    public async Task What_was_removed_before_is_known_to_be()
    {
        await using (var before = Open())
        {
            await before.Commits.Commit(Show(View("7over", EventStatus.Closed)));
            await before.Retention.Remove(Aged.Events, T0.AddDays(1), 10, Cancellation);
        }
        await using var store = Open();
        await IsLearned(store);

        Assert.True((await store.Entities.Load(Event("7over"), Cancellation))?.Removed);
    }

    [Fact]
    public async Task What_is_written_meanwhile_is_found()
    {
        await using var store = Open();
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
        await using (var before = Open())
        {
            await before.Commits.Commit(Show(View(New)));
            await Sql(before, $"DELETE FROM event WHERE id = '{New}'");
        }
        await using var store = Open();
        await IsLearned(store);
        Assert.Null(await store.Entities.Load(Event(New), Cancellation));

        Assert.True(await store.Journals.Rewrite(Show(View(New), expected: 1) with { Facts = [] }));

        Assert.Equal(1, (await store.Entities.Load(Event(New), Cancellation))?.Version);
        Assert.Equal([New], await OpenIn(store, "pressure"));
    }

    SqliteStore Open() => SqliteStore.Open(_directory.Path, TimeProvider.System);

    /// <summary>The first question makes it look for what was written before; from then on nobody looks for a row that came behind its back.</summary>
    static async Task IsLearned(SqliteStore store)
    {
        var asked = 0;
        await KernelRoom.Eventually(
            async () =>
            {
                var place = $"place-{++asked}"; // another one each time: it may read while this one is there
                await Sql(
                    store,
                    $"INSERT INTO event (tenant, id, version, state, category) VALUES ('{Tenant.Value}', '0', 1, '', '{place}')"
                );
                var found = await store.OpenEvents.Of(Tenant, null, place, Cancellation);
                await Sql(store, "DELETE FROM event WHERE id = '0'");
                return found.Count == 0;
            },
            "what was written before to be known"
        );
    }

    static Task Sql(SqliteStore store, string sql) => store.Write(new SmallWrite(writer => writer.Connection.Run(sql)));

    static Commit Merged(string id, string into)
    {
        var commit = Show(View(id, EventStatus.Closed));
        return commit with { Columns = [.. commit.Columns, new("merged_into", into)] };
    }

    static async Task<IEnumerable<string>> OpenIn(SqliteStore store, string category) =>
        from open in await store.OpenEvents.Of(Tenant, "boiler-house", category, Cancellation)
        select open.Id.Id;

    static async Task<IEnumerable<string>> MergedIn(SqliteStore store, string category) =>
        from merged in await store.OpenEvents.Merged(Tenant, "boiler-house", category, Cancellation)
        select merged.EventId;
}
