using Orleans.Clustering;
using static Watchfloor.Tests.EngineOnly.Clustering.Lives;

namespace Watchfloor.Tests.EngineOnly.Clustering;

/// <summary>What views mean for the grains of the silo with number 1.</summary>
public sealed class HandoverTests
{
    static readonly View Alone = View(1, 1);
    static readonly View Two = View(2, 1, 2);

    readonly Handover _handover = new(Address(1));

    /// <summary>Lets go of what the view gives away.</summary>
    bool LetGo(View view) => _handover.Refuse(view) && _handover.Drop(view);

    void Serve(View view)
    {
        Assert.True(_handover.Install(view));
        Assert.True(LetGo(view));
        Assert.True(_handover.Activate(view));
    }

    [Fact]
    public void Nothing_is_served_before_the_first_barrier()
    {
        var grain = Alone.Of(1)[0];
        Assert.False(_handover.MayServe(grain));

        _handover.Install(Alone);
        LetGo(Alone);
        Assert.True(_handover.IsWaiting);
        Assert.False(_handover.MayServe(grain));

        Assert.True(_handover.Activate(Alone));
        Assert.False(_handover.Activate(Alone)); // a barrier is passed once
        Assert.False(_handover.IsWaiting);
        Assert.True(_handover.MayServe(grain));
    }

    [Fact]
    public void What_stays_needs_no_second_look_and_what_goes_is_served_no_more()
    {
        Serve(Alone);

        _handover.Install(Two);

        Assert.All(Two.Of(1), grain => Assert.True(_handover.MayServe(grain)));
        Assert.All(Two.Of(2), grain => Assert.False(_handover.MayServe(grain)));
    }

    [Fact]
    public void What_went_and_came_back_waits_for_the_barrier()
    {
        Serve(Alone);
        _handover.Install(Two);
        var back = View(3, 1);

        _handover.Install(back);
        LetGo(back);
        Assert.All(Two.Of(1), grain => Assert.True(_handover.MayServe(grain)));
        Assert.All(Two.Of(2), grain => Assert.False(_handover.MayServe(grain)));

        _handover.Activate(back);
        Assert.All(Two.Of(2), grain => Assert.True(_handover.MayServe(grain)));
    }

    [Fact]
    public void A_view_that_was_skipped_takes_nothing()
    {
        Serve(Alone);

        _handover.Install(View(3, 1));

        Assert.All(Two.Of(2), grain => Assert.True(_handover.MayServe(grain)));
    }

    [Fact]
    public void A_view_is_acknowledged_when_all_is_let_go()
    {
        Serve(Alone);

        _handover.Install(Two);
        Assert.Equal(1, _handover.Acknowledged);
        Assert.False(_handover.Drop(Two)); // running turns may still commit
        Assert.Equal(1, _handover.Acknowledged);

        Assert.True(LetGo(Two));
        Assert.Equal(2, _handover.Acknowledged);
        Assert.False(_handover.IsDropping);
    }

    [Fact]
    public void A_newer_view_is_let_go_of_before_anything_is_acknowledged()
    {
        Serve(Alone);
        _handover.Install(Two);
        var three = View(3, 1, 2, 3);
        _handover.Install(three);

        Assert.False(LetGo(Two));
        Assert.True(_handover.Refuse(three));
        Assert.False(_handover.Drop(Two));
        Assert.Equal(1, _handover.Acknowledged);

        Assert.True(LetGo(three));
        Assert.Equal(3, _handover.Acknowledged);
    }

    [Fact]
    public void A_view_that_comes_between_refusal_and_drop_is_dropped_first()
    {
        Serve(Alone);
        _handover.Install(Two);
        _handover.Refuse(Two);

        _handover.Install(View(3, 1, 2, 3));

        Assert.False(_handover.Drop(Two));
        Assert.True(_handover.IsDropping);
    }

    [Fact]
    public void A_turn_that_runs_may_commit_until_its_time_is_over()
    {
        Serve(Alone);
        var (goes, stays) = (Two.Of(2)[0], Two.Of(1)[0]);

        _handover.Install(Two);
        Assert.True(_handover.MayCommit(goes));

        _handover.Refuse(Two);
        Assert.False(_handover.MayCommit(goes));
        Assert.True(_handover.MayCommit(stays));
    }

    [Fact]
    public void Its_time_begins_anew_with_a_newer_view()
    {
        Serve(Alone);
        var goes = Two.Of(2)[0];
        _handover.Install(Two);

        _handover.Install(View(3, 1, 2, 3));

        Assert.False(_handover.Refuse(Two));
        Assert.True(_handover.MayCommit(goes));
    }

    [Fact]
    public void Nothing_that_was_never_served_may_commit()
    {
        _handover.Install(Alone);
        LetGo(Alone);
        _handover.Install(Two);

        Assert.All(Lives.Grains(100), grain => Assert.False(_handover.MayCommit(grain)));
    }

    [Fact]
    public void A_barrier_of_an_older_view_means_nothing()
    {
        Serve(Alone);
        _handover.Install(Two);
        var three = View(3, 1, 2, 3);
        _handover.Install(three);
        LetGo(three);

        Assert.False(_handover.Activate(Two));
        Assert.True(_handover.IsWaiting);
    }

    [Fact]
    public void No_barrier_is_passed_while_something_is_dropping()
    {
        _handover.Install(Alone);

        Assert.False(_handover.Activate(Alone));
    }

    [Fact]
    public void Views_never_go_back()
    {
        Serve(Two);

        Assert.False(_handover.Install(View(2, 1)));
        Assert.False(_handover.Install(Alone));
        Assert.Equal(2, _handover.Installed.Number);
    }
}
