using System.Diagnostics;

namespace Watchfloor.Benchmarks;

/// <summary>Whether a call costs more where a million grains live than where ten thousand do.</summary>
sealed class EngineGrains : IBenchmark
{
    const int Few = 10_000;
    const int Busy = 1000;
    const int AtOnce = 100;
    const int Looks = 3_000_000;

    public string Name => "engine-grains";

    public string Title => "Engine: calls among a million live grains";

    public async Task<Report> Run(Effort effort, CancellationToken cancellation)
    {
        var report = new Report();
        await using var few = await Population.Start(Few, cancellation);
        await using var many = await Population.Start(100 * Few, cancellation);
        for (var round = 0; round <= effort.Rounds; round++)
        {
            await Measure($"calls of {Busy} of them in turn", grains => number => grains[number % Busy].Nothing());
            await Measure("calls of any of them by chance", grains => _ => grains[Random.Shared.Next(grains.Length)].Nothing());
            if (round > 0)
                Touch(report);

            async Task Measure(string what, Func<INull[], Func<int, Task>> call)
            {
                // Half before and half after, so that what slows everything down slows both down.
                var first = await few.Cost(call, effort);
                var cost = (await many.Cost(call, effort) + await many.Cost(call, effort)) / 2;
                var least = (first + await few.Cost(call, effort)) / 2;
                // The first round warms up.
                if (round == 0)
                    return;
                report.Add($"{what}, {Few} live", "ns/call", least);
                report.Add($"{what}, {100 * Few} live", "ns/call", cost);
                report.Add($"{what}, {100 * Few} live ÷ {Few}", "", cost / least);
            }
        }
        report.Note(
            $"Two silos in one process, each alone, with so many activations, all alive; {AtOnce} callers that call one grain after another, null calls without a wire. Nanoseconds of processor "
                + "time that the process uses per call, the collector's included."
        );
        report.Note(
            "Looked at by chance: one field of one of as many plain objects, and nothing else. What it costs more among a million is what the memory of the machine takes; a call by "
                + "chance finds at least five such places (reference, activation, its queue, grain, and the slot of the caller's list)."
        );
        report.Note(
            $"The same {Busy} grains in both: what a larger directory costs. Any of them by chance: each call finds a grain that the caches of the processor have forgotten, where there are a million."
        );
        return report;
    }

    /// <summary>What the machine takes for one object that its caches have forgotten.</summary>
    static void Touch(Report report)
    {
        foreach (var count in (int[])[Few, 100 * Few])
        {
            // As large as what a grain is in memory.
            byte[][] objects = [.. Enumerable.Range(0, count).Select(static _ => new byte[300])];
            var (sum, began) = (0L, Stopwatch.GetTimestamp());
            for (var look = 0; look < Looks; look++)
                sum += objects[Random.Shared.Next(count)][150];
            var took = Stopwatch.GetElapsedTime(began);
            report.Add($"looked at by chance, {count} objects", "ns", (took.TotalNanoseconds + sum) / Looks);
        }
    }

    /// <summary>A silo with so many live grains.</summary>
    sealed class Population(EngineHost host, INull[] grains) : IAsyncDisposable
    {
        public static async Task<Population> Start(int count, CancellationToken cancellation)
        {
            var host = await EngineHost.Start(cancellation);
            INull[] grains = [.. Enumerable.Range(0, count).Select(number => host.Grains.GetGrain<INull>($"acme/{number}"))];
            foreach (var grain in grains)
                await grain.Nothing();
            return new(host, grains);
        }

        public async Task<double> Cost(Func<INull[], Func<int, Task>> call, Effort effort)
        {
            var (worked, began) = (Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());
            var (perSecond, _) = await Callers.Count(AtOnce, call(grains), effort.Quick ? 1 : 3);
            var calls = perSecond * Stopwatch.GetElapsedTime(began).TotalSeconds;
            return (Environment.CpuUsage.TotalTime - worked).TotalNanoseconds / calls;
        }

        public ValueTask DisposeAsync() => host.DisposeAsync();
    }
}
