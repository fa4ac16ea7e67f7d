using Watchfloor.Tests.Engine;
using Watchfloor.Tests.EngineOnly.Several;

namespace Watchfloor.Tests.EngineOnly;

/// <summary>Turns that keep a thread and never come to a pause: whoever waits for them is freed all the same.</summary>
public sealed class DeafTurnTests
{
    [Fact]
    public async Task A_turn_that_works_without_a_pause_frees_its_caller_and_whoever_waits_behind_it()
    {
        await using var cluster = await EngineCluster.Start(patience: TimeSpan.FromMilliseconds(400));
        var key = EngineCluster.NewKey();
        var grain = cluster.Inside.GetGrain<IOutlasting>(key);
        var incarnation = await grain.Incarnation();

        var working = grain.WorkDeafly(key);
        await Signals.Wait($"{key}-in");
        var behind = grain.Incarnation();

        await Assert.ThrowsAsync<TimeoutException>(() => working);
        var late = await Assert.ThrowsAsync<TimeoutException>(() => behind);
        Assert.Contains("WorkDeafly ends", late.Message);
        Signals.Raise($"{key}-out");
        Assert.Equal(incarnation, await grain.Incarnation());
    }

    [Fact]
    public async Task A_grain_that_begins_without_a_pause_frees_who_called_it_first()
    {
        await using var cluster = await EngineCluster.Start(patience: TimeSpan.FromMilliseconds(400));
        var key = EngineCluster.NewKey();
        var first = cluster.Inside.GetGrain<IDeafAtFirst>(key).Word();

        await Assert.ThrowsAsync<TimeoutException>(() => first.WaitAsync(TimeSpan.FromSeconds(10)));
        Assert.False(Signals.IsRaised($"{key}-out"));
        Signals.Raise($"{key}-out");
        Assert.Equal("hears", await cluster.Inside.GetGrain<IDeafAtFirst>(key).Word());
    }

    [Fact]
    public async Task Whoever_was_taken_along_behind_a_second_such_turn_is_freed_too()
    {
        await using var cluster = await EngineCluster.Start(patience: TimeSpan.FromMilliseconds(400));
        var key = EngineCluster.NewKey();
        var grain = cluster.Inside.GetGrain<IOutlasting>(key);
        var first = grain.WorkDeafly($"{key}-1");
        await Signals.Wait($"{key}-1-in");
        var second = grain.WorkDeafly($"{key}-2");
        var behind = grain.Incarnation();
        Signals.Raise($"{key}-1-out");
        await Signals.Wait($"{key}-2-in");

        await Assert.ThrowsAsync<TimeoutException>(() => behind.WaitAsync(TimeSpan.FromSeconds(10)));
        Assert.False(Signals.IsRaised($"{key}-2-out"));
        Signals.Raise($"{key}-2-out");
        await first;
        await Assert.ThrowsAsync<TimeoutException>(() => second);
    }
}

[Alias("test.IDeafAtFirst")]
public interface IDeafAtFirst : IGrainWithStringKey
{
    [Alias("Word")]
    Task<string> Word();
}

/// <summary>Keeps its thread until it is let go, before it takes its first call.</summary>
[GrainType("test-deaf-at-first")]
public sealed class DeafAtFirstGrain : Grain, IDeafAtFirst
{
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
#pragma warning disable MA0042, xUnit1031 // It is to work without a pause.
        Signals.Wait($"{this.GetPrimaryKeyString()}-out").GetAwaiter().GetResult();
#pragma warning restore MA0042, xUnit1031
        return Task.CompletedTask;
    }

    public Task<string> Word() => Task.FromResult("hears");
}
