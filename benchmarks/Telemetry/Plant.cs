namespace Watchfloor.Benchmarks;

/// <summary>
/// A plant of ten thousand tags, ten for each of a thousand pumps, of which every tenth has a rule on its pressure; what is sent of it to a
/// server, and what must be there then.
/// </summary>
sealed class Plant
{
    /// <summary>Samples of a batch.</summary>
    public const int PerBatch = 500;

    const int Pumps = 1000;
    const int PumpsPerBatch = PerBatch / 10;
    const int RuleEvery = 10;
    const string Pressure = "pressure";
    const double Limit = 8;

    static readonly string[] Signals =
    [
        Pressure,
        "flow",
        "speed",
        "power",
        "current",
        "voltage",
        "temperature",
        "vibration",
        "level",
        "hours",
    ];

    readonly StoredServer _server;
    readonly Generator _batches;
    readonly List<long> _acknowledged = [];

    Plant(StoredServer server) => (_server, _batches) = (server, Batches(server));

    public const int Tags = Pumps * 10;

    public const int Rules = Pumps / RuleEvery;

    public StoredServer Server => _server;

    /// <summary>With its rules in force.</summary>
    public static async Task<Plant> Build(StoredServer server, CancellationToken cancellation)
    {
        using var api = server.Server.Connect(8);
        await Parallel.ForEachAsync(
            Watched(),
            new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = cancellation },
            async (pump, token) =>
                await api.Post(
                    "rules",
                    new
                    {
                        name = $"Pressure of {pump} high",
                        tag = Tag(pump),
                        @operator = ">",
                        limit = Limit,
                        severity = "high",
                        category = $"pressure-{pump}",
                    },
                    token
                )
        );
        return new(server);
    }

    /// <summary>Sends normal readings; all that were acknowledged are remembered.</summary>
    public async Task<Volley> Send(Func<Generator, Task<Volley>> load)
    {
        var volley = await load(_batches);
        _acknowledged.AddRange(volley.Answered);
        return volley;
    }

    /// <summary>kill -9 amidst a load, and a start anew.</summary>
    public Task Kill(int connections, TimeSpan length, CancellationToken cancellation) =>
        _server.KillAmidst(Send(batches => batches.Closed(connections, length, mayBreak: true)), length / 2, cancellation);

    /// <summary>Throws where a sample that was acknowledged is not there, or is there twice: of every twentieth part of the tags with rules.</summary>
    public async Task Check(CancellationToken cancellation)
    {
        using var api = _server.Server.Connect(1);
        foreach (var pump in Watched().Where((_, at) => at % 20 == 0))
            await SampleBooks.Have(api, Tag(pump), _acknowledged.Where(batch => Holds(batch, pump)), cancellation);
    }

    /// <summary>Every pressure goes above its limit at once: throws where a rule does not make its event of it.</summary>
    public async Task Cross(CancellationToken cancellation)
    {
        using var api = _server.Server.Connect(1);
        var samples = Watched()
            .Select(pump => new
            {
                tag = Tag(pump),
                at = DateTimeOffset.UtcNow,
                value = Limit + 1,
                quality = 192,
            });
        var crossing = new
        {
            version = 1,
            source = "the end",
            seq = 0,
            samples,
        };
        await api.Post("telemetry", crossing, cancellation);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(TimeSpan.FromMinutes(1));
        while (await api.All("events", deadline.Token).CountAsync(deadline.Token) is var events && events != Rules)
        {
            if (events > Rules)
                throw new InvalidOperationException($"{Rules} crossings made {events} events");
            await Task.Delay(TimeSpan.FromMilliseconds(100), deadline.Token);
        }
    }

    /// <summary>Batches go through the pumps in turn.</summary>
    static bool Holds(long batch, int pump) => batch % (Pumps / PumpsPerBatch) == pump / PumpsPerBatch;

    static IEnumerable<int> Watched() => Enumerable.Range(0, Rules).Select(rule => rule * RuleEvery);

    static string Tag(int pump) => $"pump-{pump:000000000}/{Pressure}";

    static Generator Batches(StoredServer server)
    {
        var samples = Signals.Select(
            (signal, at) =>
                $"{{\"tag\":\"pump-{RequestForm.Number}/{signal}\",\"at\":\"{RequestForm.Now}\",\"value\":{SampleBooks.Value(at % 7)},\"quality\":192}}"
        );
        var form = RequestForm.Envelope(
            server.To("telemetry"),
            server.Server.Key,
            $"{{\"version\":1,\"source\":\"plc\",\"seq\":1{RequestForm.Request},\"samples\":[",
            string.Join(',', samples),
            PumpsPerBatch,
            "]}",
            Pumps
        );
        return new(() => new Line(server.Server.Address), form, new(200)); // after a kill it is elsewhere
    }
}
