using Microsoft.Extensions.Logging;
using Orleans.Clustering;

namespace Orleans.Runtime;

/// <summary>What happens in this silo when grains become somebody else's.</summary>
sealed partial class Silo
{
    static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(2);

    /// <summary>An activation that does not even take an order works without a pause; it is not waited for.</summary>
    static readonly TimeSpan Deaf = TimeSpan.FromMilliseconds(100);

    /// <summary>Null for a silo that is alone.</summary>
    internal ICluster? Cluster { get; }

    internal int ActivationCount => _directory.Count;

    /// <summary>
    /// Ends every activation that is not kept: no turn begins any more, calls that wait go where the grain lives now, and a turn that runs
    /// may take so long. Then the grain is gone from here, whatever its turn still does.
    /// </summary>
    internal async Task LetGo(Func<GrainId, bool> keeps, TimeSpan courtesy)
    {
        var given = _directory.Values.Where(activation => !keeps(activation.GrainId)).ToArray();
        foreach (var activation in given)
            activation.GiveAway();
        await UntilDead(given, courtesy);
        var late = Array.FindAll(given, static activation => !activation.IsDead);
        foreach (var activation in late)
            activation.Abandon();
        await UntilDead(late, Deaf);
        var deaf = Array.FindAll(late, static activation => !activation.IsDead);
        foreach (var activation in deaf)
            Remove(activation);
        if (deaf.Length > 0)
            Logger.LogWarning(
                "{Count} grains have moved while turns of theirs work without a pause; what those call fails. One is {Grain}.",
                deaf.Length,
                deaf[0].GrainId
            );
    }

    static async Task UntilDead(Activation[] activations, TimeSpan patience)
    {
        var until = Environment.TickCount64 + (long)patience.TotalMilliseconds;
        while (!Array.TrueForAll(activations, static activation => activation.IsDead) && Environment.TickCount64 < until)
            await Task.Delay(Glance);
    }
}
