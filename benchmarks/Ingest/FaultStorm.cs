namespace Watchfloor.Benchmarks;

/// <summary>Faults that come by the thousand, whether or not the ones before were answered: is anything lost, and how long does who tells them wait?</summary>
sealed class FaultStorm : IBenchmark
{
    const int Connections = 128;
    const int NotNow = 503;

    static readonly Gust Storm = new(1_000, 60);
    static readonly Gust[] Bursts = [new(2_000, 10), new(5_000, 10)];
    static readonly Gust[] Long = [new(500, 600), new(20_000, 10) { Wanted = new(Aim: 250) { AtMost = true } }];

    public string Name => "storm";

    public string Title => "Storms of faults";

    public async Task<Report> Run(Effort effort, CancellationToken cancellation)
    {
        var (report, rounds) = (new Report(), effort.Quick ? 1 : 3);
        await using var stores = await BothStores.Start(cancellation);
        StoredServer[] servers = [stores.Sqlite, stores.Postgres];
        foreach (var server in effort.Quick ? [] : servers)
            await To(server, "warm").Closed(Connections, TimeSpan.FromSeconds(10));
        for (var round = 1; round <= rounds; round++)
        {
            foreach (var gust in round == 1 ? [Storm, .. Bursts] : Bursts)
            {
                foreach (var server in servers)
                    await Blow(server, round, effort.Quick ? gust.Short : gust, report, cancellation);
            }
        }
        foreach (var gust in effort.Long ? Long : [])
        {
            foreach (var server in servers)
                await Blow(server, rounds, gust, report, cancellation);
        }
        foreach (var server in effort.Quick ? [] : servers)
            await Killed(server, effort, cancellation);
        report.Note(
            $"Detections of about 550 bytes that correlate with nothing, one per request over {Connections} connections, open loop: each is counted from its planned instant to the answer that its event is durable. "
                + "What is answered with 503 is sent again, and its time goes on."
        );
        report.Note(
            "After each storm every fault was found in the list, as one event"
                + (effort.Quick ? "." : "; so was every one that was answered before a kill -9 amidst a burst, after a start anew.")
        );
        if (!effort.Long)
            report.Note($"With `--long` there are also {string.Join(" and ", Long.Select(gust => gust.Words))}, once.");
        return report;
    }

    static async Task Blow(StoredServer server, int round, Gust gust, Report report, CancellationToken cancellation)
    {
        await server.AtRest(cancellation);
        var run = $"storm-{gust.PerSecond}-{round}";
        var (planned, before) = (gust.Pace.Within(gust.Length), server.Worked);
        var volley = await To(server, run).Open(Connections, gust.Pace, gust.Length);
        if (volley.Answered.Count != planned)
            throw new InvalidOperationException($"{volley.Answered.Count} of {planned} were answered");
        await server.AtRest(cancellation);
        var worked = server.Worked - before;
        (await EventBooks.Of(server.Server, run, cancellation)).Have(volley.Answered);
        report.Add($"{gust.Words}, {server.Store}, answered", "/s", volley.PerSecond);
        report.Add($"{gust.Words}, {server.Store}, p50", "ms", volley.Milliseconds.At(50));
        report.Add($"{gust.Words}, {server.Store}, p99", "ms", volley.Milliseconds.At(99), gust.Wanted);
        report.Add($"{gust.Words}, {server.Store}, processor time of each", "µs", worked.TotalMicroseconds / planned);
        if (volley.Deferred > 0)
            report.Add($"{gust.Words}, {server.Store}, told to come again", "", volley.Deferred);
    }

    static async Task Killed(StoredServer server, Effort effort, CancellationToken cancellation)
    {
        var load = To(server, "killed").Closed(Connections, effort.Length, mayBreak: true);
        var volley = await server.KillAmidst(load, effort.Length / 2, cancellation);
        (await EventBooks.Of(server.Server, "killed", cancellation)).Have(volley.Answered);
    }

    static Generator To(StoredServer server, string run) =>
        new(
            server.Server.Address,
            RequestForm.One(server.To("events/ingest"), server.Server.Key, Tellings.Occurrence(run)),
            new(201, Later: NotNow)
        );

    /// <summary>So many a second for so long.</summary>
    sealed record Gust(int PerSecond, double Seconds)
    {
        const double Quick = 400;

        /// <summary>Within so many milliseconds 99 of 100 are to be answered.</summary>
        public Goal Wanted { get; init; } = new(Must: 250) { AtMost = true };

        public Pace Pace => new(PerSecond);

        public TimeSpan Length => TimeSpan.FromSeconds(Seconds);

        public string Words => $"{PerSecond} a second for {Seconds:0.##} s";

        /// <summary>For a look: so many, whatever the pace.</summary>
        public Gust Short => this with { Seconds = Math.Min(Seconds, Quick / PerSecond) };
    }
}
