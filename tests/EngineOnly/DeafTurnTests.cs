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
}
