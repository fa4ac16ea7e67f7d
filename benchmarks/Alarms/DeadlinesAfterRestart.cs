using System.Diagnostics;
using Watchfloor.Kernel;
using Watchfloor.Store;

namespace Watchfloor.Benchmarks;

/// <summary>How soon after a start all deadlines of the near future are held again, and how exactly they then ring.</summary>
sealed class DeadlinesAfterRestart : IBenchmark
{
    public string Name => "timers";

    public string Title => "Deadlines after a restart";

    public async Task<Report> Run(Effort effort, CancellationToken cancellation)
    {
        var (count, spread) = effort.Quick ? (2_000, TimeSpan.FromSeconds(2)) : (100_000, TimeSpan.FromSeconds(20));
        var ahead = TimeSpan.FromSeconds(effort.Quick ? 3 : 5); // from the restart to the first deadline
        var report = new Report();
        for (var round = 0; round < (effort.Quick ? 1 : 3); round++)
            await Round(count, ahead, spread, report, cancellation);
        report.Note(
            $"{count} events lay in the store, none in memory, each with a deadline in the 30 s after the start: the first {ahead.TotalSeconds:0} s after it, the others spread over {spread.TotalSeconds:0} s. "
                + "Each rings as a breach of an SLA: the event is loaded, decides, and commits its facts."
        );
        report.Note(
            "Held: from the start of the silo until the alarm clock holds every deadline in memory, the opening of the store included."
        );
        report.Note("Lateness is measured by the grain, from the deadline to the tick that serves it. All rang, none twice.");
        return report;
    }

    static async Task Round(int count, TimeSpan ahead, TimeSpan spread, Report report, CancellationToken cancellation)
    {
        using var folder = new TemporaryFolder();
        await using (var store = SqliteStore.Open(folder.Full, TimeProvider.System))
            await Write(store.Commits, count, ahead, spread, cancellation);
        using var meter = new AlarmMeter();
        var began = Stopwatch.GetTimestamp();
        using var silo = await InProcessSilo.Start(folder.Full, cancellation);
        await meter.Until(() => meter.Held >= count, cancellation);
        report.Add($"start → {count} deadlines held", "s", Stopwatch.GetElapsedTime(began).TotalSeconds);
        await meter.Until(() => meter.Lateness.Count >= count, cancellation);
        var lateness = meter.Lateness.Select(seconds => seconds * 1000).Order().ToList();
        if (lateness.Count != count)
            throw new InvalidOperationException($"{lateness.Count} deadlines were served, not {count}");
        report.Add("lateness, p50", "ms", lateness.At(50));
        report.Add("lateness, p99", "ms", lateness.At(99));
        report.Add("lateness, latest", "ms", lateness[^1]);
        await silo.StopAsync(cancellation);
    }

    /// <summary>Through the store's own door, as their grains would: facts, state, document and deadline in one commit each.</summary>
    static async Task Write(ICommits commits, int count, TimeSpan ahead, TimeSpan spread, CancellationToken cancellation)
    {
        var pending = new List<Task>(count);
        // The writing takes a while; the deadlines lie as far ahead as that, so that they are near when the silo starts.
        var first = DateTimeOffset.UtcNow + WritingTakes(count) + ahead;
        for (var number = 0; number < count; number++)
        {
            var commit = SampleDeadlines.Event(number, first + (spread * number / count));
            pending.Add(commits.Commit(commit));
            if (pending.Count == 5000)
            {
                await Task.WhenAll(pending);
                pending.Clear();
            }
        }
        await Task.WhenAll(pending);
        var early = first - ahead - DateTimeOffset.UtcNow;
        if (early < TimeSpan.Zero)
            throw new InvalidOperationException($"the store took {-early} longer to write {count} events than was thought");
        await Task.Delay(early, cancellation);
    }

    static TimeSpan WritingTakes(int count) => TimeSpan.FromSeconds(1 + (count / 2500.0));
}
