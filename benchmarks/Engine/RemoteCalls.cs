using Microsoft.Extensions.DependencyInjection;

namespace Watchfloor.Benchmarks;

/// <summary>Calls per second from one process to grains of another, over a connection of this machine.</summary>
sealed class RemoteCalls : IBenchmark
{
    const int Grains = 1000;

    public string Name => "engine-remote";

    public string Title => "Engine: calls to another process";

    public async Task<Report> Run(Effort effort, CancellationToken cancellation)
    {
        var report = new Report();
        await using var postgres = await ScratchPostgres.Start();
        var database = await postgres.Create("remote");
        await using var silo = await SiloPeer.Start(database, cancellation);
        using var client = await SiloPeer.Client(database, cancellation);
        var factory = client.Services.GetRequiredService<IClusterClient>();
        var grains = Enumerable.Range(0, Grains).Select(number => factory.GetGrain<INull>($"g{number}")).ToArray();
        var payload = new Payload(new('x', 1024));
        for (var round = 0; round <= effort.Rounds; round++)
        {
            await Measure("1 KB echo, 100 callers", 100, number => grains[number % Grains].Echo(payload));
            await Measure("null call, 100 callers", 100, number => grains[number % Grains].Nothing());
            await Measure("1 KB echo, 1000 callers", 1000, number => grains[number % Grains].Echo(payload));
            await Measure("null call, 1 caller", 1, number => grains[number % Grains].Nothing());

            async Task Measure(string what, int callers, Func<int, Task> call)
            {
                var (perSecond, bytes) = await Callers.Count(callers, call, effort.Of(TimeSpan.FromSeconds(3)));
                // The first round warms up.
                if (round == 0)
                    return;
                report.Add(what, "calls/s", perSecond);
                report.Add(what, "B/call of the caller", bytes);
            }
        }
        report.Note("Both processes and the database of members share the machine; every call crosses as bytes there and back.");
        await client.StopAsync(cancellation);
        return report;
    }
}
