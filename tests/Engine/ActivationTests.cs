using Orleans.Runtime;

namespace Watchfloor.Tests.Engine;

public sealed class ActivationTests(EngineCluster cluster) : IClassFixture<EngineCluster>
{
    readonly string _key = EngineCluster.NewKey();

    [Fact]
    public async Task One_id_has_one_activation_however_many_call_at_first()
    {
        var seen = await Task.WhenAll(
            Enumerable.Range(0, 50).Select(_ => Task.Run(() => cluster.Inside.GetGrain<ILife>(_key).Incarnation()))
        );

        Assert.Single(seen.Distinct());
    }

    [Fact]
    public async Task A_grain_that_asks_to_leave_answers_and_the_next_call_finds_a_fresh_one()
    {
        var grain = cluster.Client.GetGrain<ILife>(_key);

        var before = await grain.Leave();

        Assert.NotEqual(before, await grain.Incarnation());
        Assert.True(Signals.IsRaised($"{_key}-ended-{before}"));
        Assert.True(Signals.IsRaised($"{_key}-ended-{DeactivationReasonCode.ApplicationRequested}"));
    }

    [Fact]
    public async Task Calls_that_wait_when_a_grain_leaves_reach_the_fresh_one()
    {
        var grain = cluster.Client.GetGrain<ILife>(_key);
        var before = await grain.Incarnation();
        var leaving = grain.LeaveWhileHolding($"{_key}-in", $"{_key}-out");
        await Signals.Wait($"{_key}-in");

        var waiting = Enumerable.Range(0, 20).Select(_ => grain.Incarnation()).ToArray();
        Assert.All(waiting, call => Assert.False(call.IsCompleted));
        Signals.Raise($"{_key}-out");
        await leaving;

        var after = Assert.Single((await Task.WhenAll(waiting)).Distinct());
        Assert.NotEqual(before, after);
    }

    [Fact]
    public async Task A_failed_commit_fails_once_and_the_next_call_starts_afresh()
    {
        var grain = cluster.Client.GetGrain<ILife>(_key);
        var before = await grain.Incarnation();

        await Assert.ThrowsAsync<InvalidOperationException>(grain.FailAndLeave);

        Assert.NotEqual(before, await grain.Incarnation());
    }

    [Fact]
    public async Task Leaving_over_and_over_with_many_waiting_loses_no_call()
    {
        var grain = cluster.Inside.GetGrain<ILife>(_key);

        var seen = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => grain.Leave()));

        Assert.Equal(200, seen.Distinct().Count());
    }

    [Fact]
    public async Task No_call_is_served_before_the_grain_has_activated()
    {
        var grain = cluster.Client.GetGrain<IUneasy>($"slow-{_key}");
        var calls = Enumerable.Range(0, 5).Select(_ => grain.Hello()).ToArray();
        Assert.All(calls, call => Assert.False(call.IsCompleted));

        Signals.Raise($"slow-{_key}-go");

        Assert.All(await Task.WhenAll(calls), answer => Assert.Equal("ready", answer));
    }

    [Fact]
    public async Task A_failed_activation_fails_all_who_wait_for_it()
    {
        var grain = cluster.Client.GetGrain<IUneasy>($"fails-{_key}");

        var calls = Enumerable.Range(0, 5).Select(_ => grain.Hello()).ToArray();

        foreach (var call in calls)
            Assert.Contains("cannot begin", (await Assert.ThrowsAsync<InvalidOperationException>(() => call)).Message);
    }

    [Fact]
    public async Task After_a_failed_activation_the_next_call_tries_anew()
    {
        var grain = cluster.Client.GetGrain<IUneasy>($"once-{_key}");
        await Assert.ThrowsAsync<InvalidOperationException>(grain.Hello);

        Assert.Equal("ready", await grain.Hello());
    }

    [Fact]
    public async Task A_stateless_worker_serves_calls_side_by_side_up_to_its_number()
    {
        var grain = cluster.Client.GetGrain<IWorker>(_key);
        var first = grain.Hold($"{_key}-1", $"{_key}-out");
        var second = grain.Hold($"{_key}-2", $"{_key}-out");
        await Signals.Wait($"{_key}-1");
        await Signals.Wait($"{_key}-2");

        var third = grain.Hold($"{_key}-3", $"{_key}-out");
        Signals.Raise($"{_key}-out");

        var numbers = await Task.WhenAll(first, second, third);
        Assert.Equal(2, numbers.Distinct().Count());
    }

    [Fact]
    public async Task A_grain_id_reaches_the_class_that_it_names()
    {
        var grain = cluster.Client.GetGrain<ILife>(GrainId.Create("test-life", _key));

        Assert.Equal(await cluster.Client.GetGrain<ILife>(_key).Incarnation(), await grain.Incarnation());
        Assert.Equal($"test-life/{_key}", grain.GetGrainId().ToString());
    }

    [Fact]
    public async Task A_grain_id_of_an_unknown_kind_fails_the_call()
    {
        var grain = cluster.Client.GetGrain<ILife>(GrainId.Create("test-nobody", _key));

        await Assert.ThrowsAnyAsync<Exception>(grain.Incarnation);
    }
}
