using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;

namespace Watchfloor.Tests.Engine;

public sealed class TimeoutTests
{
    static readonly TimeSpan Short = TimeSpan.FromMilliseconds(400);

    [Fact]
    public async Task A_grain_that_does_not_answer_frees_its_caller()
    {
        await using var cluster = await EngineCluster.Start(patience: Short);
        var key = EngineCluster.NewKey();

        await Assert.ThrowsAsync<TimeoutException>(() => cluster.Client.GetGrain<IChain>(key).Deaf($"{key}-out"));

        Signals.Raise($"{key}-out");
        Assert.Equal(key, await cluster.Client.GetGrain<IChain>(key).Through([]));
    }

    [Fact]
    public async Task A_chain_without_a_cycle_answers()
    {
        await using var cluster = await EngineCluster.Start();

        Assert.Equal("c<b<a", await cluster.Client.GetGrain<IChain>("a").Through(["b", "c"]));
    }

    [Fact]
    public async Task A_call_that_comes_back_to_its_caller_ends_in_a_timeout()
    {
        await using var cluster = await EngineCluster.Start(patience: Short);
        var (a, b) = (EngineCluster.NewKey(), EngineCluster.NewKey());

        await Assert.ThrowsAsync<TimeoutException>(() => cluster.Client.GetGrain<IChain>(a).Through([b, a]));
    }

    [Fact]
    public async Task Calls_too_many_for_a_mailbox_are_refused_and_the_others_run()
    {
        await using var cluster = await EngineCluster.Start(silo =>
            silo.Configure<SiloMessagingOptions>(options => options.MaxEnqueuedRequestsHardLimit = 10)
        );
        var key = EngineCluster.NewKey();
        var grain = cluster.Inside.GetGrain<ITurns>(key);
        var held = grain.Hold($"{key}-in", $"{key}-out");
        await Signals.Wait($"{key}-in");

        var calls = Enumerable.Range(0, 30).Select(_ => grain.Add(0)).ToArray();
        Signals.Raise($"{key}-out");
        await held;
        var outcomes = await Task.WhenAll(calls.Select(async call => await Record.ExceptionAsync(() => call)));

        Assert.Contains(outcomes, static outcome => outcome is null);
        Assert.Contains(outcomes, static outcome => outcome is LimitExceededException);
        Assert.All(outcomes, static outcome => Assert.True(outcome is null or LimitExceededException));
    }
}
