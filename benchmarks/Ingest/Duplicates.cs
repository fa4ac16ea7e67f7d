namespace Watchfloor.Benchmarks;

/// <summary>A thousand troubles that are told again and again: of each a condition, whose event counts it, and an occurrence, which is known.</summary>
sealed class Duplicates : IBenchmark
{
    const int Keys = 1000;
    const int Connections = NewEventsRace.Connections;
    const string Counted = "\"outcome\":\"merged\"";
    const string Known = "\"outcome\":\"duplicate\"";

    static readonly (int PerRequest, Goal Goal)[] Sizes = [(1, new(0.5, 2.2)), (64, new(1, 3))];

    public string Name => "duplicates";

    public string Title => "What is known, told again";

    public async Task<Report> Run(Effort effort, CancellationToken cancellation)
    {
        var report = new Report();
        var length = effort.Quick ? TimeSpan.FromMilliseconds(500) : TimeSpan.FromSeconds(3);
        await using var peer = await AlertmanagerPeer.Start(cancellation);
        await using var sqlite = await StoredServer.OnSqlite(cancellation);
        await using var postgres = await StoredServer.OnPostgres(cancellation);
        KnownTroubles[] contestants = [await KnownTroubles.Tell(sqlite, Keys), await KnownTroubles.Tell(postgres, Keys)];
        foreach (var contestant in contestants)
        {
            foreach (var (perRequest, _) in Sizes)
            {
                await contestant.Again(perRequest, Counted, effort.Quick ? length : TimeSpan.FromSeconds(8));
                await contestant.Again(perRequest, Known, effort.Quick ? length : TimeSpan.FromSeconds(4));
            }
        }
        for (var round = 0; round < effort.Rounds; round++)
        {
            foreach (var (perRequest, goal) in Sizes)
            {
                var size = perRequest == 1 ? "one per request" : $"{perRequest} per request";
                var alerts = RequestForm.Array(peer.Alerts, null, Tellings.Alert("known"), perRequest, Keys);
                var volley = await new Generator(peer.Alerts, alerts, new(200)).Closed(Connections, length);
                var ofPeer = volley.PerSecond * perRequest;
                report.Add($"Alertmanager, in memory, {size}", "/s", ofPeer);
                foreach (var contestant in contestants)
                {
                    var counted = await Measure(contestant, perRequest, Counted, $"counted, {size}");
                    report.Add($"counted, {size}, {contestant.Store} ÷ Alertmanager", "", counted / ofPeer, goal);
                    var known = await Measure(contestant, perRequest, Known, $"known occurrence, {size}");
                    report.Add($"known occurrence, {size}, {contestant.Store} ÷ Alertmanager", "", known / ofPeer);
                }
            }
        }
        foreach (var contestant in contestants)
            await contestant.Kill(Counted, length, cancellation);
        Explain(report);
        return report;

        async Task<double> Measure(KnownTroubles contestant, int perRequest, string outcome, string what)
        {
            var before = await contestant.Worked(cancellation);
            var volley = await contestant.Again(perRequest, outcome, length);
            var worked = await contestant.Worked(cancellation) - before;
            report.Add($"{what}, {contestant.Store}", "/s", volley.PerSecond * perRequest);
            report.Add(
                $"{what}, processor time of each, {contestant.Store}",
                "µs",
                worked.TotalMicroseconds / volley.Answered.Count / perRequest
            );
            await contestant.Check(open: 0, cancellation);
            return volley.PerSecond * perRequest;
        }
    }

    static void Explain(Report report)
    {
        report.Note(
            $"{Keys} conditions and {Keys} occurrences, each an event of its own, told in turn over {Connections} connections, closed loop. "
                + "Counted: the condition of an open event again; the event counts it, and the answer says that the count is durable. "
                + "Known occurrence: the same externalId again; nothing changes, and nothing is written."
        );
        report.Note("Alertmanager: the same alert again, in memory.");
        report.Note(
            "After each load every event counted exactly what was answered for; after a kill -9 amidst such a load and a start anew none counted less, and none more than what was sent."
        );
        report.Note(
            "Processor time is that of the server, with PostgreSQL's where that is the store, until nothing is left to write or deliver."
        );
    }
}
