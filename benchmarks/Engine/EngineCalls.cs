namespace Watchfloor.Benchmarks;

/// <summary>Local calls per second: a grain factory in the process of the silo, no wire.</summary>
sealed class EngineCalls : IBenchmark
{
    const int Grains = 1000;

    public string Name => "engine-calls";

    public string Title => "Engine: local calls";

    public async Task<Report> Run(Effort effort, CancellationToken cancellation)
    {
        var report = new Report();
        await using var host = await EngineHost.Start(cancellation);
        var grains = Enumerable.Range(0, Grains).Select(number => host.Grains.GetGrain<INull>($"g{number}")).ToArray();
        var payload = new Payload(new('x', 1024));
        for (var round = 0; round <= effort.Rounds; round++)
        {
            await Measure("null call, 100 callers", 100, number => grains[number % Grains].Nothing());
            await Measure("1 KB immutable echo, 100 callers", 100, number => grains[number % Grains].Echo(payload));
            await Measure("null call, 1 caller", 1, number => grains[number % Grains].Nothing());
            await Measure("caller to grain to grain, 100 callers", 100, number => grains[number % Grains].Forward($"h{number % Grains}"));
            await Measure("reference and call of one hot grain, 100 callers", 100, _ => host.Grains.GetGrain<INull>("hot").Nothing());

            async Task Measure(string what, int callers, Func<int, Task> call)
            {
                var (perSecond, bytes) = await Callers.Count(callers, call, effort.Of(TimeSpan.FromSeconds(3)));
                // The first round warms up.
                if (round == 0)
                    return;
                report.Add(what, "calls/s", perSecond);
                report.Add(what, "B/call", bytes);
            }
        }
        return report;
    }
}
