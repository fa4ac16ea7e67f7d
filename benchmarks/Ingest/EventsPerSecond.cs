namespace Watchfloor.Benchmarks;

/// <summary>How many detections become durable events per second, over one connection and over 32.</summary>
sealed class EventsPerSecond : IBenchmark
{
    const int Parallel = 32;
    const int MostCopied = 5000;

    public string Name => "ingest";

    public string Title => "Events per second, durable";

    public async Task<Report> Run(Effort effort, CancellationToken cancellation)
    {
        var report = new Report();
        for (var round = 0; round < effort.Rounds; round++)
        {
            foreach (var clients in new[] { 1, Parallel })
                await Round(clients, effort.Length, report, cancellation);
        }
        report.Note(
            "Each request is one detection (about 550 bytes of JSON) that correlates with nothing; it is answered when the event is durable."
        );
        report.Note(
            "Closed loop: every client sends its next detection when the last was answered. After each round every acknowledged event was found in the list of events."
        );
        report.Note(
            "Kestrel alone parses the same requests and keeps nothing. SQLite alone copies the rows that the server left behind (journal, event, escalation, "
                + "deadline, request, claim) into an empty database with the same settings; the outbox rows, which come and go, are not in it."
        );
        return report;
    }

    static async Task Round(int clients, TimeSpan length, Report report, CancellationToken cancellation)
    {
        var over = clients == 1 ? "1 connection" : $"{clients} connections";
        using var folder = new TemporaryFolder();
        List<string> events;
        double served;
        await using (var server = await Server.Start(folder.Full, cancellation))
        {
            using var api = server.Connect(clients);
            await Warm(server.Connect(8), length / 2, cancellation);
            var detections = new Detections(api, "measured");
            var before = server.Worked;
            served = await Loops.Closed(clients, length, (_, token) => detections.Send(token), cancellation);
            var worked = server.Worked - before;
            report.Add($"processor time of the server per event, {over}", "µs", worked.TotalMicroseconds / detections.Acknowledged.Count);
            await detections.AllAreThere(cancellation);
            events = [.. detections.Acknowledged];
        }
        report.Add($"Watchfloor, {over}", "events/s", served);
        await using (var echo = await EchoPeer.Start(cancellation))
        {
            using var api = new Api(echo.Address, "none", clients);
            await Warm(new Api(echo.Address, "none", 8), length / 4, cancellation);
            var detections = new Detections(api, "measured");
            report.Add(
                $"Kestrel alone, {over}",
                "requests/s",
                await Loops.Closed(clients, length / 2, (_, token) => detections.Send(token), cancellation)
            );
        }
        report.Add(
            $"SQLite alone, {clients} per transaction",
            "events/s",
            RowsPeer.Copy(folder.Full, [.. events.Take(MostCopied)], clients)
        );
    }

    /// <summary>Until the compiler has done most of its work; the same for one client as for many.</summary>
    static async Task Warm(Api api, TimeSpan length, CancellationToken cancellation)
    {
        using (api)
        {
            var detections = new Detections(api, "warm");
            await Loops.Closed(8, length, (_, token) => detections.Send(token), cancellation);
        }
    }
}
