namespace Watchfloor.Benchmarks;

/// <summary>A thousand senders that say again and again that they are there, to us and to a broker of messages.</summary>
sealed class Heartbeats : IBenchmark
{
    const int Senders = 1000;
    const int Connections = 32;
    const string Sender = $"agent-{RequestForm.Number}";

    static readonly Goal Touched = new(Must: 15_000);
    static readonly Goal AgainstMosquitto = new(Aim: 2);

    public string Name => "heartbeats";

    public string Title => "Signs of life";

    public async Task<Report> Run(Effort effort, CancellationToken cancellation)
    {
        var (report, length) = (new Report(), effort.Quick ? TimeSpan.FromSeconds(1) : TimeSpan.FromSeconds(4));
        await using var mosquitto = await MosquittoPeer.Start(cancellation);
        await using var watchfloor = await StoredServer.OnSqlite(cancellation);
        var publish = new Generator(
            () => new MqttLine(mosquitto.Address),
            MqttLine.Publish($"agents/{RequestForm.Number}", Message(), Senders),
            new(MqttLine.Acknowledged)
        );
        var (touch, sample) = (Touch(watchfloor, 200), Sample(watchfloor));
        await Touch(watchfloor, 201).Exactly(Connections, Senders); // who is heard of for the first time
        var acknowledged = new List<long>();
        for (var round = effort.Quick ? 1 : 0; round <= effort.Rounds; round++)
        {
            var isWarmUp = round == 0;
            await watchfloor.AtRest(cancellation);
            var published = await Measure(publish, () => mosquitto.Worked, "mosquitto, QoS 1", isWarmUp);
            var touched = await Measure(touch, () => watchfloor.Worked, "an actor is touched", isWarmUp, Touched);
            var kept = await Measure(sample, () => watchfloor.Worked, "a sample of one tag, durable", isWarmUp);
            acknowledged.AddRange(kept.Answered);
            if (isWarmUp)
                continue;
            report.Add("touched ÷ mosquitto", "", touched.PerSecond / published.PerSecond, AgainstMosquitto);
            report.Add("sample, durable ÷ mosquitto", "", kept.PerSecond / published.PerSecond);
        }
        await Check(watchfloor, acknowledged, cancellation);
        Explain(report);
        return report;

        async Task<Volley> Measure(Generator generator, Func<TimeSpan> worked, string what, bool isWarmUp, Goal? goal = null)
        {
            var before = worked();
            var volley = await generator.Closed(Connections, length);
            var took = worked() - before;
            if (!isWarmUp)
            {
                report.Add(what, "/s", volley.PerSecond, goal);
                report.Add($"processor time of each, {what}", "µs", took.TotalMicroseconds / volley.Answered.Count);
                report.Add($"{what}, p99", "ms", volley.Milliseconds.At(99));
            }
            return volley;
        }
    }

    /// <summary>Tells an occurrence: the first time it becomes an event, later its actor hears of it again, and only the audit has something to write.</summary>
    static Generator Touch(StoredServer server, int status) =>
        new(
            server.Server.Address,
            RequestForm.One(
                server.To("events/ingest"),
                server.Server.Key,
                $"{{\"source\":\"agent\",\"externalId\":\"{Sender}\",\"severity\":\"low\",\"category\":\"{Sender}\",\"title\":\"Agent {RequestForm.Number} is at work\"}}",
                Senders
            ),
            new(status)
        );

    static Generator Sample(StoredServer server) =>
        new(
            server.Server.Address,
            RequestForm.One(
                server.To("telemetry"),
                server.Server.Key,
                $"{{\"version\":1,\"source\":\"{Sender}\",\"seq\":1{RequestForm.Request},"
                    + $"\"samples\":[{{\"tag\":\"{Sender}/alive\",\"at\":\"{RequestForm.Now}\",\"value\":{SampleBooks.Value(1)},\"quality\":192}}]}}",
                Senders
            ),
            new(200)
        );

    static string Message() =>
        $"{{\"agent\":\"{Sender}\",\"at\":\"{RequestForm.Now}\",\"seq\":1{RequestForm.Request},\"state\":\"at work\",\"version\":\"1.4.2\",\"load\":0.42}}";

    static async Task Check(StoredServer watchfloor, List<long> acknowledged, CancellationToken cancellation)
    {
        (await EventBooks.Of(watchfloor.Server, "agent", cancellation)).Count([.. Enumerable.Repeat(1L, Senders)], open: 0);
        using var api = watchfloor.Server.Connect(1);
        for (var agent = 0; agent < Senders; agent += Senders / 20)
            await SampleBooks.Have(
                api,
                $"agent-{agent:000000000}/alive",
                acknowledged.Where(request => request % Senders == agent),
                cancellation
            );
    }

    static void Explain(Report report)
    {
        report.Note(
            $"{Senders} senders over {Connections} connections, closed loop, one message of 150 to 230 bytes at a time, in turns; Watchfloor on SQLite over HTTP, with a key."
        );
        report.Note(
            "Touched: an occurrence that is known is told again. Its actor is asked and answers; nothing changes, and nothing is written but that it was asked (the audit, behind the answer). Afterwards each still counted one."
        );
        report.Note(
            "A sample of one tag: the telemetry envelope with one sample, answered when it is on disk. Of every twentieth part of the senders all acknowledged samples were there, once."
        );
        report.Note(
            "mosquitto (Debian's) keeps nothing and has no subscriber: QoS 1 says that it took the message. Each publish was acknowledged before the next of its connection."
        );
    }
}
