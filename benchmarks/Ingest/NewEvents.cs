namespace Watchfloor.Benchmarks;

/// <summary>One detection per request: how many a second, and how soon each is answered at a pace that leaves room.</summary>
sealed class NewEvents : IBenchmark
{
    const int Paced = 200;

    public string Name => "ingest";

    public string Title => "New events, durable, one per request";

    public async Task<Report> Run(Effort effort, CancellationToken cancellation)
    {
        var report = new Report();
        var length = effort.Quick ? TimeSpan.FromSeconds(1) : TimeSpan.FromSeconds(3);
        await using var echo = await EchoPeer.Start(cancellation);
        var toEcho = new Generator(
            echo.Address,
            RequestForm.One(new(echo.Address, "/api/v1/events/ingest"), null, Tellings.Occurrence("echo")),
            new(201)
        );
        await toEcho.Closed(NewEventsRace.Connections(1), length);
        var race = new NewEventsRace(report, effort, perRequest: 1) { Beside = Latency, EachRound = Echo };
        await race.Run(server => new(Aim: server.Store == "SQLite" ? 1.8 : 1.2), cancellation);
        report.Note(
            $"At {Paced} a second: open loop, each detection has its planned instant and is counted from it to its answer, whatever the ones before it do."
        );
        return report;

        async Task Echo()
        {
            var volley = await toEcho.Closed(NewEventsRace.Connections(1), length);
            report.Add("Kestrel alone, which reads the same JSON and keeps nothing", "/s", volley.PerSecond);
            report.Add("processor time of each, load generator", "µs", volley.Worked.TotalMicroseconds / volley.Answered.Count);
        }

        async Task Latency(StoredServer server, int round, CancellationToken token)
        {
            await server.AtRest(token);
            var form = RequestForm.One(server.To("events/ingest"), server.Server.Key, Tellings.Occurrence($"paced-{round}"));
            var volley = await new Generator(server.Server.Address, form, new(201)).Open(NewEventsRace.Connections(1), new(Paced), length);
            report.Add($"answered at {Paced} a second, {server.Store}, p50", "ms", volley.Milliseconds.At(50));
            report.Add($"answered at {Paced} a second, {server.Store}, p99", "ms", volley.Milliseconds.At(99));
        }
    }
}
