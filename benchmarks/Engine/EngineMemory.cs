using System.Diagnostics;

namespace Watchfloor.Benchmarks;

/// <summary>What an idle activation weighs, and how fast they are made.</summary>
sealed class EngineMemory : IBenchmark
{
    public string Name => "engine-memory";

    public string Title => "Engine: idle activations";

    public async Task<Report> Run(Effort effort, CancellationToken cancellation)
    {
        var report = new Report();
        var count = effort.Quick ? 10_000 : 50_000;
        for (var round = 0; round < effort.Rounds; round++)
        {
            await Measure(report, "plain grain", count, (grains, key) => grains.GetGrain<INull>(key).Nothing(), cancellation);
            await Measure(report, "grain with one armed timer", count, (grains, key) => grains.GetGrain<IArmed>(key).Arm(), cancellation);
        }
        report.Note("Live bytes after full collections, with the id and the entry in the directory, divided by the number of activations.");
        return report;
    }

    static async Task Measure(Report report, string what, int count, Func<IGrainFactory, string, Task> wake, CancellationToken cancellation)
    {
        await using var host = await EngineHost.Start(cancellation);
        await wake(host.Grains, "first");
        var before = Live();
        var began = Stopwatch.GetTimestamp();
        for (var number = 0; number < count; number++)
            await wake(host.Grains, $"acme/{number}");
        var elapsed = Stopwatch.GetElapsedTime(began);
        report.Add(what, "B/activation", (Live() - before) / (double)count);
        report.Add(what, "activations/s", count / elapsed.TotalSeconds);
    }

    static long Live()
    {
        for (var pass = 0; pass < 3; pass++)
        {
            GC.Collect(2, GCCollectionMode.Forced, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }
        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
