namespace Watchfloor.Tests.Engine;

public sealed class CancellationTests(EngineCluster cluster) : IClassFixture<EngineCluster>
{
    readonly string _key = EngineCluster.NewKey();

    [Theory, InlineData(true), InlineData(false)]
    public async Task A_caller_that_cancels_is_freed_and_the_grain_sees_its_token(bool outside)
    {
        IGrainFactory factory = outside ? cluster.Client : cluster.Inside;
        var entered = $"{_key}-{outside}";
        using var cancel = new CancellationTokenSource();
        var call = factory.GetGrain<IChain>(_key).Wait(entered, cancel.Token);
        await Signals.Wait(entered);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await Signals.Wait($"{entered}-cancelled");
        Assert.True(await factory.GetGrain<IChain>(_key).Seen());
    }

    [Fact]
    public async Task A_call_that_still_waits_when_it_is_cancelled_never_runs()
    {
        var grain = cluster.Client.GetGrain<IChain>(_key);
        var held = grain.Deaf($"{_key}-out");
        using var cancel = new CancellationTokenSource();
        var waiting = grain.Wait($"{_key}-late", cancel.Token);

        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Signals.Raise($"{_key}-out");
        await held;
        await grain.Seen();

        Assert.False(Signals.IsRaised($"{_key}-late"));
    }

    [Fact]
    public async Task A_token_that_is_cancelled_already_sends_nothing()
    {
        var call = cluster.Client.GetGrain<IChain>(_key).Wait($"{_key}-in", new CancellationToken(canceled: true));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await cluster.Client.GetGrain<IChain>(_key).Seen();
        Assert.False(Signals.IsRaised($"{_key}-in"));
    }

    [Fact]
    public async Task A_one_way_call_returns_before_it_ran()
    {
        var grain = cluster.Client.GetGrain<IChain>(_key);

        await grain.Fire($"{_key}-in", $"{_key}-out");
        await Signals.Wait($"{_key}-in");

        Signals.Raise($"{_key}-out");
        await grain.Seen();
    }

    [Fact]
    public async Task A_one_way_call_that_fails_hurts_nobody()
    {
        var grain = cluster.Client.GetGrain<IChain>(_key);

        await grain.Break();

        Assert.False(await grain.Seen());
    }
}
