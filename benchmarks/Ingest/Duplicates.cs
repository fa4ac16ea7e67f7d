namespace Watchfloor.Benchmarks;

/// <summary>A thousand troubles that are told again and again: of each a condition, whose event counts it, and an occurrence, which is known.</summary>
sealed class Duplicates : IBenchmark
{
    const string Counted = "\"outcome\":\"merged\"";
    const string Known = "\"outcome\":\"duplicate\"";

    static readonly (int PerRequest, Goal Goal)[] Sizes = [(1, new(0.5, 2.2)), (64, new(1, 3))];

    public string Name => "duplicates";

    public string Title => "What is known, told again";

    public async Task<Report> Run(Effort effort, CancellationToken cancellation)
    {
        var (report, keys) = (new Report(), effort.Of(1000));
        var length = effort.Quick ? TimeSpan.FromMilliseconds(500) : TimeSpan.FromSeconds(2);
        await using var peer = await AlertmanagerPeer.Start(cancellation);
        await using var stores = await BothStores.Start(cancellation);
        KnownTroubles[] contestants = [await KnownTroubles.Tell(stores.Sqlite, keys), await KnownTroubles.Tell(stores.Postgres, keys)];
        foreach (var contestant in effort.Quick ? [] : contestants)
        {
            foreach (var (perRequest, _) in Sizes)
            {
                await contestant.Again(perRequest, Counted, 2 * length);
                await contestant.Again(perRequest, Known, length);
            }
        }
        var first = RequestForm.Array(peer.Alerts, null, Tellings.Alert("known"), 1, keys);
        await new Generator(peer.Alerts, first, new(200)).Exactly(NewEventsRace.Connections(1), keys);
        for (var round = 0; round < effort.Rounds; round++)
        {
            foreach (var (perRequest, goal) in Sizes)
            {
                foreach (var contestant in contestants)
                    await contestant.Worked(cancellation); // at rest
                var size = perRequest == 1 ? "one per request" : $"{perRequest} per request";
                var alerts = RequestForm.Array(peer.Alerts, null, Tellings.Alert("known"), perRequest, keys);
                var volley = await new Generator(peer.Alerts, alerts, new(200)).Closed(NewEventsRace.Connections(perRequest), length);
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
        if (!effort.Quick)
        {
            foreach (var contestant in contestants)
                await contestant.Kill(Counted, length, cancellation);
            report.Note(
                "After a kill -9 amidst such a load and a start anew no event counted less than that, and none more than what was sent."
            );
        }
        Explain(report, keys);
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

    static void Explain(Report report, int keys)
    {
        report.Note(
            $"{keys} conditions and {keys} occurrences, each an event of its own, told in turn over {NewEventsRace.Connections(1)} connections, 64 per request over {NewEventsRace.Connections(64)}, closed loop. "
                + "Counted: the condition of an open event again; the event counts it, and the answer says that the count is durable. "
                + "Known occurrence: the same externalId again; nothing changes, and nothing is written but that it was asked (the audit, behind the answer)."
        );
        report.Note("Alertmanager: the same alert again, in memory.");
        report.Note("After each load every event counted exactly what was answered for.");
        report.Note(
            "Processor time is that of the server, with PostgreSQL's where that is the store, until nothing is left to write or deliver."
        );
    }
}
