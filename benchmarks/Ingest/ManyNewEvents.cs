namespace Watchfloor.Benchmarks;

/// <summary>Detections that come 64 to a request, as from what was cut off for a while.</summary>
sealed class ManyNewEvents : IBenchmark
{
    const int PerRequest = 64;

    public string Name => "ingest-many";

    public string Title => "New events, durable, 64 per request";

    public async Task<Report> Run(Effort effort, CancellationToken cancellation)
    {
        var report = new Report();
        await new NewEventsRace(report, effort, PerRequest).Run(
            server => server.Store == "SQLite" ? new(Must: 1, Aim: 6) : new(Must: 0.7, Aim: 4),
            cancellation
        );
        return report;
    }
}
