using Watchfloor.Kernel;
using static Watchfloor.Tests.Contracts.StoreContractSamples;

namespace Watchfloor.Tests.Contracts;

public abstract partial class StoreContract
{
    static readonly CommitResult Committed = CommitResult.Committed.Instance;

    [Fact]
    public async Task What_was_committed_is_loaded_back()
    {
        Assert.Equal(Committed, await Store.Commits.Commit(Commit(Event("e1"), expected: 0, facts: 3)));

        var stored = await Store.Entities.Load(Event("e1"), Cancellation);

        Assert.Equal((3, "{\"version\":3}"), (stored!.Version, Text(stored.State)));
    }

    [Fact]
    public async Task Nothing_is_loaded_where_nothing_was_committed() =>
        Assert.Null(await Store.Entities.Load(Event("nobody"), Cancellation));

    [Fact]
    public async Task A_commit_on_another_version_conflicts_and_learns_the_one_found()
    {
        await Store.Commits.Commit(Commit(Event("e1"), expected: 0, facts: 2));

        Assert.Equal(new CommitResult.Conflict(2), await Store.Commits.Commit(Commit(Event("e1"), expected: 1)));
        Assert.Equal(new CommitResult.Conflict(2), await Store.Commits.Commit(Commit(Event("e1"), expected: 0)));
        Assert.Equal(new CommitResult.Conflict(2), await Store.Commits.Commit(Commit(Event("e1"), expected: 3)));
        Assert.Equal(new CommitResult.Conflict(0), await Store.Commits.Commit(Commit(Event("e2"), expected: 1)));
        Assert.Equal(2, (await Store.Entities.Load(Event("e1"), Cancellation))!.Version);
        Assert.Null(await Store.Entities.Load(Event("e2"), Cancellation));
    }

    [Fact]
    public async Task A_conflict_fails_only_its_own_entity_in_a_batch()
    {
        await Store.Commits.Commit(Commit(Event("stale"), expected: 0));
        var batch = Enumerable.Range(0, 200).Select(i => Store.Commits.Commit(Commit(i == 100 ? Event("stale") : Event($"e{i}"), 0)));

        var results = await Task.WhenAll(batch.ToList());

        Assert.Equal(new CommitResult.Conflict(1), results[100]);
        Assert.Equal(199, results.Count(result => result == Committed));
    }

    [Fact]
    public async Task Commits_of_one_entity_can_be_enqueued_without_waiting()
    {
        var pending = Enumerable.Range(0, 100).Select(version => Store.Commits.Commit(Commit(Event("e1"), version))).ToList();

        Assert.All(await Task.WhenAll(pending), result => Assert.Equal(Committed, result));
        var journal = await Store.Events.Journal(Tenant, "e1", Cancellation);
        Assert.Equal(Enumerable.Range(1, 100).Select(n => (long)n), journal.Select(row => row.Version));
    }

    [Fact]
    public async Task What_was_enqueued_behind_a_lost_commit_is_lost_even_where_its_version_fits()
    {
        for (var i = 0; ; i++)
        {
            var entity = Event($"e{i}");
            await Store.Commits.Commit(Commit(entity, expected: 0, facts: 2));
            var lost = Store.Commits.Commit(Commit(entity, expected: 0, facts: 2)); // a stale activation decides,
            var behind = Store.Commits.Commit(Commit(entity, expected: 2)); // and decides on
            var answeredFirst = lost.IsCompleted;
            Assert.Equal(new CommitResult.Conflict(2), await lost);
            if (answeredFirst)
                continue; // then it was not behind, but after
            Assert.Equal(new CommitResult.Conflict(2), await behind);
            Assert.Equal(Committed, await Store.Commits.Commit(Commit(entity, expected: 2)));
            return;
        }
    }

    [Fact]
    public async Task Tenants_do_not_share_ids()
    {
        var other = new EntityId(Kinds.Event, new("other"), "e1");
        await Store.Commits.Commit(Commit(Event("e1"), expected: 0));

        Assert.Null(await Store.Entities.Load(other, Cancellation));
        Assert.Equal(Committed, await Store.Commits.Commit(Commit(other, expected: 0)));
    }

    [Fact]
    public async Task The_journal_keeps_what_was_recorded()
    {
        var at = T0.AddMicroseconds(1_234_567);
        await Store.Commits.Commit(
            Commit(Event("e1"), expected: 0) with
            {
                Facts = [new("raised", Utf8("{\"a\":\"ü ' \\\" 漢\"}"), at), new("closed", Utf8("{}"), at)],
                Actor = "ben",
            }
        );

        var journal = await Store.Events.Journal(Tenant, "e1", Cancellation);

        Assert.Equal(["raised", "closed"], journal.Select(row => row.Fact));
        Assert.Equal([1L, 2L], journal.Select(row => row.Version));
        Assert.Equal((Event("e1"), "ben", at), (journal[0].Entity, journal[0].Actor, journal[0].At));
        Assert.Equal("{\"a\":\"ü ' \\\" 漢\"}", Text(journal[0].Data));
    }

    [Fact]
    public async Task A_commit_that_makes_no_sense_is_refused_at_once()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Store.Commits.Commit(Commit(Of("ghost", "g"), 0)));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.Commits.Commit(Commit(Event("e"), 0) with { Facts = [] }));
        await Assert.ThrowsAsync<ArgumentException>(() =>
            Store.Commits.Commit(Commit(Event("e"), 0) with { Columns = One(new Column("colour", "red")) })
        );
        await Assert.ThrowsAsync<ArgumentException>(() =>
            Store.Commits.Commit(Commit(Event("e"), 0) with { Columns = One(new Column("severity", "red")) })
        );
    }
}
