using Watchfloor.Kernel;
using static Watchfloor.Tests.Contracts.StoreContractSamples;

namespace Watchfloor.Tests.Contracts;

public abstract partial class StoreContract
{
    static readonly RequestId Wish = new("wish-1");

    [Fact]
    public async Task A_repeated_wish_is_answered_with_the_version_that_granted_it()
    {
        await Store.Commits.Commit(Commit(Event("e1"), expected: 0, facts: 2) with { Request = Wish });
        await Store.Commits.Commit(Commit(Event("e1"), expected: 2));

        Assert.Equal(new CommitResult.Repeated(2), await Store.Commits.Commit(Commit(Event("e1"), expected: 3) with { Request = Wish }));
        Assert.Equal(new CommitResult.Repeated(2), await Store.Commits.Commit(Commit(Event("e1"), expected: 0) with { Request = Wish }));
        Assert.Equal(3, (await Store.Entities.Load(Event("e1"), Cancellation))!.Version);
        Assert.Equal(2, await Store.Entities.Granted(Event("e1"), Wish, Cancellation));
    }

    [Fact]
    public async Task A_wish_asked_twice_at_once_is_granted_once()
    {
        var first = Store.Commits.Commit(Commit(Event("e1"), expected: 0) with { Request = Wish });
        var second = Store.Commits.Commit(Commit(Event("e1"), expected: 1) with { Request = Wish });

        Assert.Equal([Committed, new CommitResult.Repeated(1)], await Task.WhenAll(first, second));
    }

    [Fact]
    public async Task A_wish_belongs_to_one_entity()
    {
        await Store.Commits.Commit(Commit(Event("e1"), expected: 0) with { Request = Wish });

        Assert.Null(await Store.Entities.Granted(Event("e2"), Wish, Cancellation));
        Assert.Equal(Committed, await Store.Commits.Commit(Commit(Event("e2"), expected: 0) with { Request = Wish }));
    }

    [Fact]
    public async Task A_wish_that_lost_can_be_asked_again()
    {
        await Store.Commits.Commit(Commit(Event("e1"), expected: 0));

        Assert.Equal(new CommitResult.Conflict(1), await Store.Commits.Commit(Commit(Event("e1"), expected: 0) with { Request = Wish }));
        Assert.Null(await Store.Entities.Granted(Event("e1"), Wish, Cancellation));
        Assert.Equal(Committed, await Store.Commits.Commit(Commit(Event("e1"), expected: 1) with { Request = Wish }));
    }

    [Fact]
    public async Task A_wish_is_known_until_retention_takes_it_whatever_the_clock_says()
    {
        await Store.Commits.Commit(Commit(Event("e1"), expected: 0) with { Request = Wish });
        Clock.Forward(TimeSpan.FromDays(400));
        await Store.Commits.Commit(Commit(Event("e2"), expected: 0) with { Request = Wish });
        Assert.Equal(1, await Store.Entities.Granted(Event("e1"), Wish, Cancellation));

        Assert.Equal(1, await Store.Retention.Remove(Aged.Wishes, T0.AddDays(1), 10, Cancellation));
        Assert.Null(await Store.Entities.Granted(Event("e1"), Wish, Cancellation));
        Assert.Equal(1, await Store.Entities.Granted(Event("e2"), Wish, Cancellation));
    }

    [Fact]
    public async Task An_occurrence_belongs_to_the_event_that_claimed_it_first()
    {
        await Store.Commits.Commit(Commit(Event("e1"), 0) with { Claims = [Claim("alarm-7", "e1")] });

        var late = await Store.Commits.Commit(Commit(Event("e2"), 0) with { Claims = [Claim("alarm-8", "e2"), Claim("alarm-7", "e2")] });

        Assert.Equal(new CommitResult.Claimed("e1"), late);
        Assert.Equal("e1", await Store.OpenEvents.ClaimedBy(Tenant, "scada", "alarm-7", Cancellation));
        Assert.Null(await Store.OpenEvents.ClaimedBy(Tenant, "scada", "alarm-8", Cancellation));
        Assert.Null(await Store.OpenEvents.ClaimedBy(Tenant, "ami", "alarm-7", Cancellation));
        Assert.Null(await Store.OpenEvents.ClaimedBy(new("other"), "scada", "alarm-7", Cancellation));
    }

    [Fact]
    public async Task An_occurrence_that_the_event_holds_already_is_not_claimed_twice()
    {
        await Store.Commits.Commit(Commit(Event("e1"), 0) with { Claims = [Claim("alarm-7", "e1"), Claim("alarm-7", "e1")] });

        Assert.Equal(
            new CommitResult.Claimed("e1"),
            await Store.Commits.Commit(Commit(Event("e1"), 1) with { Claims = [Claim("alarm-7", "e1")] })
        );
    }

    [Fact]
    public async Task Of_many_who_claim_at_once_one_gets_it()
    {
        var claims = Enumerable.Range(0, 50).Select(i => Commit(Event($"e{i}"), 0) with { Claims = [Claim("alarm-7", $"e{i}")] });

        var results = await Task.WhenAll(claims.Select(Store.Commits.Commit).ToList());

        var winner = Assert.Single(Enumerable.Range(0, 50), i => results[i] == Committed);
        Assert.Equal(49, results.Count(result => result == new CommitResult.Claimed($"e{winner}")));
        Assert.Equal($"e{winner}", await Store.OpenEvents.ClaimedBy(Tenant, "scada", "alarm-7", Cancellation));
    }

    [Fact]
    public async Task A_commit_that_loses_leaves_nothing_behind()
    {
        await Store.Commits.Commit(Commit(Event("e1"), 0) with { Claims = [Claim("alarm-7", "e1")] });
        var facts = Store.Health.Facts;

        var lost = await Store.Commits.Commit(
            Show(View("e2")) with
            {
                Claims = [Claim("alarm-8", "e2"), Claim("alarm-7", "e2")],
                Request = Wish,
                Due = new(T0, 1),
                Outbox = [Message("e2", "never")],
            }
        );

        Assert.Equal(new CommitResult.Claimed("e1"), lost);
        Assert.Null(await Store.Entities.Load(Event("e2"), Cancellation));
        Assert.Null(await Store.Events.Find(Tenant, "e2", Cancellation));
        Assert.Null(await Store.Entities.Granted(Event("e2"), Wish, Cancellation));
        Assert.Null(await Store.OpenEvents.ClaimedBy(Tenant, "scada", "alarm-8", Cancellation));
        Assert.Empty(await Store.Events.Journal(Tenant, "e2", Cancellation));
        Assert.Equal((0, 0), (await Store.Outbox.Depth(Cancellation), await Store.Health.DueDepth(Cancellation)));
        Assert.Equal(facts, Store.Health.Facts);
    }
}
