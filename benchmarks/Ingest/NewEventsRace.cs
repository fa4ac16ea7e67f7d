namespace Watchfloor.Benchmarks;

/// <summary>
/// How many detections become durable events in a second, on both stores, in turns with Alertmanager, which keeps as many alerts in memory,
/// and with a bare writer of the same rows. All stand ready for the whole time, but Alertmanager, whose alerts pile up, begins anew each round.
/// </summary>
sealed class NewEventsRace(Report report, Effort effort, int perRequest)
{
    /// <summary>Of senders of single ones; of those that send many at once there are fewer.</summary>
    public static int Connections(int perRequest) => perRequest == 1 ? 32 : 8;

    static readonly Goal OfBareWriter = new(Must: 0.4, Aim: 0.7);

    readonly TimeSpan _length = effort.Quick ? TimeSpan.FromSeconds(1) : TimeSpan.FromSeconds(3);
    readonly int _mostCopied = effort.Quick ? 2_000 : 8_000;

    /// <summary>Of how many events the bare writers put the rows into a transaction.</summary>
    readonly SortedSet<int> _together = [];

    /// <summary>What one of them is measured by beside the rounds.</summary>
    public Func<StoredServer, int, CancellationToken, Task> Beside { get; init; } = (_, _, _) => Task.CompletedTask;

    /// <summary>What is measured once a round.</summary>
    public Func<Task> EachRound { get; init; } = () => Task.CompletedTask;

    public async Task Run(Func<StoredServer, Goal> goal, CancellationToken cancellation)
    {
        await using var stores = await BothStores.Start(cancellation);
        StoredServer[] servers = [stores.Sqlite, stores.Postgres];
        foreach (var server in servers)
            await To(server, "warm").Closed(Connections(perRequest), effort.Quick ? _length / 2 : TimeSpan.FromSeconds(12));
        for (var round = 1; round <= effort.Rounds; round++)
        {
            foreach (var server in servers)
                await server.AtRest(cancellation);
            var alerts = await Alertmanager(cancellation);
            await EachRound();
            foreach (var server in servers)
            {
                var events = await Round(server, round, cancellation);
                report.Add($"{server.Store} ÷ Alertmanager", "", events / alerts, goal(server));
                await Beside(server, round, cancellation);
                await server.AtRest(cancellation);
            }
        }
        if (!effort.Quick || perRequest == 1)
        {
            foreach (var server in servers)
                await Killed(server, cancellation);
            report.Note("After a kill -9 amidst such a load and a start anew every acknowledged event was there, once.");
        }
        report.Note(
            $"{Connections(perRequest)} connections, closed loop, {perRequest} per request: detections of about 550 bytes that correlate with nothing, answered when the events are durable; alerts with the same texts and names."
        );
        report.Note(
            "Alertmanager (Debian's) keeps alerts in memory, and a kill loses them; it has one receiver that does nothing. Each round it begins empty."
        );
        report.Note(
            $"The bare writer puts the rows that the server made of these events (journal, event, escalation, deadline, request, claim) into an empty database of the same schema, those of {Together} events per transaction: "
                + $"as many as can be under way at once ({PerTransaction}), or fewer where there are too few events for several such transactions; into PostgreSQL over 4 connections with a statement of arrays per table. Rows of the outbox, which come and go, are not in it. It puts the words of events into their index at once; on PostgreSQL the server does that behind the commit, and is given its rate by the commits."
        );
        report.Note(
            "Processor time is that of the server, with PostgreSQL's where that is the store, until nothing is left to write or deliver."
        );
        report.Note("Every acknowledged event was found in the list after each round, once.");
    }

    string Together => _together.Min == _together.Max ? $"{_together.Min}" : $"{_together.Min} to {_together.Max}";

    /// <summary>As many as can be under way at once, which is the most that the server can put into one.</summary>
    int PerTransaction => perRequest * Connections(perRequest);

    Generator To(StoredServer server, string run) =>
        perRequest == 1
            ? new(server.Server.Address, RequestForm.One(server.To("events/ingest"), server.Server.Key, Tellings.Occurrence(run)), new(201))
            : new(
                server.Server.Address,
                RequestForm.Array(server.To("events/ingest/batch"), server.Server.Key, Tellings.Occurrence(run), perRequest),
                new(200, "\"outcome\":\"created\"")
            );

    /// <summary>Alerts per second.</summary>
    async Task<double> Alertmanager(CancellationToken cancellation)
    {
        await using var peer = await AlertmanagerPeer.Start(cancellation);
        var form = RequestForm.Array(peer.Alerts, null, Tellings.Alert("measured"), perRequest);
        var before = peer.Worked;
        var volley = await new Generator(peer.Alerts, form, new(200)).Closed(Connections(perRequest), _length);
        var worked = peer.Worked - before;
        report.Add("Alertmanager, in memory", "/s", volley.PerSecond * perRequest);
        report.Add("processor time of each, Alertmanager", "µs", worked.TotalMicroseconds / volley.Answered.Count / perRequest);
        if (await peer.Count(cancellation) is var kept && kept != volley.Answered.Count * perRequest)
            throw new InvalidOperationException($"Alertmanager keeps {kept} of {volley.Answered.Count * perRequest} alerts");
        return volley.PerSecond * perRequest;
    }

    /// <summary>Events per second.</summary>
    async Task<double> Round(StoredServer server, int round, CancellationToken cancellation)
    {
        await server.AtRest(cancellation);
        var (run, before) = ($"round-{round}", server.Worked);
        var volley = await To(server, run).Closed(Connections(perRequest), _length);
        var perSecond = volley.PerSecond * perRequest;
        await server.AtRest(cancellation);
        var worked = server.Worked - before;
        report.Add($"Watchfloor on {server.Store}, durable", "/s", perSecond);
        report.Add($"processor time of each, {server.Store}", "µs", worked.TotalMicroseconds / volley.Answered.Count / perRequest);
        var ids = (await EventBooks.Of(server.Server, run, cancellation)).Have(Items(volley));
        var bare = await server.BareWriter([.. ids.Take(_mostCopied)], PerTransaction, cancellation);
        _together.Add(bare.PerTransaction);
        report.Add($"bare writer of the same rows, {server.Store}", "/s", bare.PerSecond);
        report.Add($"{server.Store} ÷ bare writer", "", perSecond / bare.PerSecond, OfBareWriter);
        return perSecond;
    }

    async Task Killed(StoredServer server, CancellationToken cancellation)
    {
        var load = To(server, "killed").Closed(Connections(perRequest), _length, mayBreak: true);
        var volley = await server.KillAmidst(load, _length / 2, cancellation);
        (await EventBooks.Of(server.Server, "killed", cancellation)).Have(Items(volley));
    }

    IEnumerable<long> Items(Volley volley) =>
        volley.Answered.SelectMany(request => Enumerable.Range(0, perRequest).Select(item => (request * perRequest) + item));
}
