using System.Diagnostics;

namespace Watchfloor.Benchmarks;

/// <summary>What becomes of a cluster after something was done to one of its silos: a command to each event that lived there, all sent at that moment.</summary>
sealed class Aftermath(SiloProcesses cluster, EventCaller caller)
{
    /// <summary>Milliseconds until each was answered, in order.</summary>
    public List<double> Answers { get; private set; } = [];

    /// <summary>Milliseconds until there was a view without the silo, and until all of it had acted on that.</summary>
    public (double View, double Known) Moved { get; private set; }

    /// <summary>Does it, and returns when the last has answered.</summary>
    public async Task Of(Action harm, IReadOnlyList<string> events, CancellationToken cancellation)
    {
        var before = await cluster.Members.Look(cancellation);
        var began = Stopwatch.GetTimestamp();
        harm();
        var moving = Watch(before, began, cancellation);
        Answers = await Sweep(events, began, cancellation);
        Moved = await moving;
    }

    /// <summary>The same commands, with nothing done to anybody.</summary>
    public async Task<List<double>> OfNothing(IReadOnlyList<string> events, CancellationToken cancellation) =>
        await Sweep(events, Stopwatch.GetTimestamp(), cancellation);

    /// <summary>As figures.</summary>
    public void Tell(string harm, Report report)
    {
        report.Add($"{harm} → a view without it", "ms", Moved.View);
        report.Add($"{harm} → all have acted on it", "ms", Moved.Known);
        report.Add($"{harm} → half of its events have answered", "ms", Answers.At(50));
        report.Add($"{harm} → the last of its events has answered", "ms", Answers[^1]);
    }

    async Task<List<double>> Sweep(IReadOnlyList<string> events, long began, CancellationToken cancellation)
    {
        var answers = await Task.WhenAll(
            events.Select(async id =>
            {
                await caller.Remark(id, cancellation);
                return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
            })
        );
        return [.. answers.Order()];
    }

    async Task<(double View, double Known)> Watch(Standing before, long began, CancellationToken cancellation)
    {
        await cluster.Members.Until(now => now.Silos < before.Silos, cancellation);
        var view = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        await cluster.Members.Until(now => now.Silos < before.Silos && now.IsKnownToAll, cancellation);
        return (view, Stopwatch.GetElapsedTime(began).TotalMilliseconds);
    }
}
