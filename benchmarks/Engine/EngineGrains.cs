using System.Diagnostics;

namespace Watchfloor.Benchmarks;

/// <summary>Whether a call costs more where a million grains live than where ten thousand do.</summary>
sealed class EngineGrains : IBenchmark
{
    const int Few = 10_000;
    const int Busy = 1000;
    const int AtOnce = 100;

    public string Name => "engine-grains";

    public string Title => "Engine: calls among a million live grains";

    public bool HasQuickForm => false;

    public async Task<Report> Run(Effort effort, CancellationToken cancellation)
    {
        var report = new Report();
        var of = effort.Quick ? 100_000 : 1_000_000;
        await using (var few = await Population.Start(Few, cancellation))
        await using (var many = await Population.Start(of, cancellation))
            for (var round = 0; round <= effort.Rounds; round++)
            {
                await Compare(report, round, $"calls of {Busy} of them in turn", few, many, InTurn, effort);
                await Compare(report, round, "calls of any of them by chance", few, many, ByChance, effort);
                if (round > 0)
                    Touch(report, of, effort.Of(3_000_000));
            }
        await using (var postgres = await ScratchPostgres.Start())
        await using (var few = await Population.StartApart(await postgres.Create("few"), Few, cancellation))
        await using (var many = await Population.StartApart(await postgres.Create("many"), of, cancellation))
            for (var round = 0; round <= effort.Rounds; round++)
                await Compare(report, round, "calls from another process, of any by chance", few, many, ByChance, effort);
        report.Note(
            $"Silos, each alone, with so many activations, all alive; {AtOnce} callers that call one grain after another, null calls. Nanoseconds of processor time per call, the "
                + "collector's included. Callers in the process of the silo call without a wire; from another process it is what caller and silo take together, and the silo is one of a cluster."
        );
        report.Note(
            "Looked at by chance: one field of one of as many plain objects in a list, and nothing else; which one comes next is known only after the look. That is two places in "
                + "memory, the list and the object. A call by chance finds at least four such, each of which tells where the next is: the caller's list, the reference, the activation and the grain."
        );
        report.Note(
            $"The same {Busy} grains in both: what a larger directory costs. Any of them by chance: each call finds a grain that the caches of the processor have forgotten, where there are a million."
        );
        return report;
    }

    static Func<int, Task> InTurn(INull[] grains) => number => grains[number % Busy].Nothing();

    static Func<int, Task> ByChance(INull[] grains) => _ => grains[Random.Shared.Next(grains.Length)].Nothing();

    static async Task Compare(
        Report report,
        int round,
        string what,
        Population few,
        Population many,
        Func<INull[], Func<int, Task>> call,
        Effort effort
    )
    {
        // Half before and half after, so that what slows everything down slows both down.
        var first = await few.Cost(call, effort);
        var cost = (await many.Cost(call, effort) + await many.Cost(call, effort)) / 2;
        var least = (first + await few.Cost(call, effort)) / 2;
        // The first round warms up.
        if (round == 0)
            return;
        report.Add($"{what}, {Few} live", "ns/call", least);
        report.Add($"{what}, {many.Count} live", "ns/call", cost);
        report.Add($"{what}, {many.Count} live ÷ {Few}", "", cost / least);
    }

    /// <summary>What the machine takes for one object that its caches have forgotten.</summary>
    static void Touch(Report report, int many, int looks)
    {
        foreach (var count in (int[])[Few, many])
        {
            // As large as what a grain is in memory.
            byte[][] objects = [.. Enumerable.Range(0, count).Select(static _ => new byte[300])];
            var (place, began) = (0, Stopwatch.GetTimestamp());
            for (var look = 0; look < looks; look++)
                place = (Random.Shared.Next(count) + objects[place][150]) % count;
            report.Add($"looked at by chance, {count} objects", "ns", Stopwatch.GetElapsedTime(began).TotalNanoseconds / looks);
        }
    }

    /// <summary>A silo with so many live grains, and who calls them.</summary>
    sealed class Population(INull[] grains, ChildProcess? apart, Func<ValueTask> end) : IAsyncDisposable
    {
        public static async Task<Population> Start(int count, CancellationToken cancellation)
        {
            var host = await EngineHost.Start(cancellation);
            return new(await Awake(host.Grains, count), apart: null, host.DisposeAsync);
        }

        /// <summary>The silo is a process of its own, and this one its client.</summary>
        public static async Task<Population> StartApart(string database, int count, CancellationToken cancellation)
        {
            var silo = await SiloPeer.Start(database, cancellation);
            var client = await SiloPeer.Client(database, cancellation);
            return new(
                await Awake((IGrainFactory)client.Services.GetService(typeof(IGrainFactory))!, count),
                silo,
                async () =>
                {
                    await client.StopAsync(CancellationToken.None);
                    client.Dispose();
                    await silo.DisposeAsync();
                }
            );
        }

        public int Count => grains.Length;

        public async Task<double> Cost(Func<INull[], Func<int, Task>> call, Effort effort)
        {
            var (worked, began) = (Worked, Stopwatch.GetTimestamp());
            var (perSecond, _) = await Callers.Count(AtOnce, call(grains), effort.Of(TimeSpan.FromSeconds(2)));
            var calls = perSecond * Stopwatch.GetElapsedTime(began).TotalSeconds;
            return (Worked - worked).TotalNanoseconds / calls;
        }

        TimeSpan Worked => Environment.CpuUsage.TotalTime + (apart?.Worked ?? TimeSpan.Zero);

        public ValueTask DisposeAsync() => end();

        static async Task<INull[]> Awake(IGrainFactory factory, int count)
        {
            INull[] grains = [.. Enumerable.Range(0, count).Select(number => factory.GetGrain<INull>($"acme/{number}"))];
            foreach (var some in grains.Chunk(AtOnce))
                await Task.WhenAll(some.Select(static grain => grain.Nothing()));
            return grains;
        }
    }
}
