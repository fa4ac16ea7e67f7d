namespace Watchfloor.Benchmarks;

/// <summary>Whether an event costs more where a million live than where ten thousand do.</summary>
sealed class CostAmongMany : IBenchmark
{
    const string Live = "live";
    const int PerRequest = 64;
    const int Looks = 50;

    static readonly Goal Ratio = new(Must: 1.5, Aim: 1.2) { AtMost = true };

    public string Name => "live-events";

    public string Title => "Cost of an event among a million live ones";

    public bool HasQuickForm => false;

    public async Task<Report> Run(Effort effort, CancellationToken cancellation)
    {
        var (report, length) = (new Report(), effort.Quick ? TimeSpan.FromSeconds(1) : TimeSpan.FromSeconds(4));
        await using var few = await Population.Start(effort.Quick ? 500 : 10_000, cancellation);
        await using var many = await Population.Start(effort.Quick ? 5_000 : 1_000_000, cancellation);
        for (var round = 0; round <= effort.Rounds; round++)
        {
            var (isWarmUp, lasts) = (round == 0, round == 0 && effort.Quick ? length / 2 : length);
            foreach (var what in new[] { "new event", "known condition, counted" })
            {
                var costs = new List<double>();
                foreach (var population in new[] { few, many })
                {
                    var isNew = what == "new event";
                    costs.Add(await (isNew ? population.New($"new-{round}", lasts, cancellation) : population.Again(lasts, cancellation)));
                    if (!isWarmUp)
                        report.Add($"{what}, processor time of each, among {population.Count}", "µs", costs[^1]);
                }
                if (!isWarmUp)
                    report.Add($"{what}, among {many.Count} ÷ among {few.Count}", "", costs[1] / costs[0], Ratio);
            }
        }
        foreach (var population in new[] { few, many })
            await population.Check(cancellation);
        report.Note(
            "Two servers on SQLite with so many open events, each with a deadline and a condition of its own; every one was told again once before, so that its actor is awake. By turns, 32 connections, one per request, closed loop; processor time of the server until nothing is left to write."
        );
        report.Note(
            $"Known condition: they are told in turn, so that each is another one. Every new event was found in the list; {Looks} of the others counted exactly what was answered for."
        );
        return report;
    }

    /// <summary>A server with open events, all awake.</summary>
    sealed class Population : IAsyncDisposable
    {
        readonly StoredServer _server;
        readonly Generator _again;
        readonly Dictionary<long, int> _told = [];

        Population(StoredServer server, int count)
        {
            (_server, Count) = (server, count);
            var form = RequestForm.One(server.To("events/ingest"), server.Server.Key, Tellings.Condition(Live), count);
            _again = new(server.Server.Address, form, new(200, "\"outcome\":\"merged\""));
        }

        public int Count { get; }

        public static async Task<Population> Start(int count, CancellationToken cancellation)
        {
            var due = DateTimeOffset.UtcNow.AddDays(7);
            var events = Enumerable
                .Range(0, count)
                .Select(number => SampleDeadlines.Event(number, due, Live, $"{Live}-{number:000000000}"));
            var server = await StoredServer.OnSqlite(cancellation, data => SqliteLoad.Fill(data, events));
            var form = RequestForm.Array(server.To("events/ingest/batch"), server.Server.Key, Tellings.Condition(Live), PerRequest, count);
            var wake = new Generator(server.Server.Address, form, new(200, "\"outcome\":\"merged\""));
            var woken = await wake.Exactly(NewEventsRace.Connections(PerRequest), (count + PerRequest - 1) / PerRequest);
            var population = new Population(server, count);
            foreach (var request in woken.Answered)
            {
                for (var item = 0; item < PerRequest; item++)
                    population.Tell(form.Of(request, item));
            }
            return population;
        }

        /// <summary>Microseconds of each.</summary>
        public async Task<double> New(string run, TimeSpan length, CancellationToken cancellation)
        {
            var form = RequestForm.One(_server.To("events/ingest"), _server.Server.Key, Tellings.Occurrence(run));
            var (volley, cost) = await Load(new(_server.Server.Address, form, new(201)), length, cancellation);
            (await EventBooks.Of(_server.Server, run, cancellation)).Have(volley.Answered);
            return cost;
        }

        /// <summary>Microseconds of each.</summary>
        public async Task<double> Again(TimeSpan length, CancellationToken cancellation)
        {
            var (volley, cost) = await Load(_again, length, cancellation);
            foreach (var request in volley.Answered)
                Tell(request % Count);
            return cost;
        }

        /// <summary>Throws where one of some events does not count what was answered for.</summary>
        public async Task Check(CancellationToken cancellation)
        {
            using var api = _server.Server.Connect(1);
            for (var number = 0; number < Count; number += Count / Looks)
            {
                var found = await api.Get($"events?category={Live}-{number:000000000}", cancellation);
                var (counted, wanted) = (found.GetProperty("items")[0].GetProperty("count").GetInt32(), 1 + _told[number]);
                if (counted != wanted)
                    throw new InvalidOperationException($"{number} was told {wanted} times, and counts {counted}");
            }
        }

        public ValueTask DisposeAsync() => _server.DisposeAsync();

        void Tell(long number) => _told[number] = _told.GetValueOrDefault(number) + 1;

        async Task<(Volley Volley, double Cost)> Load(Generator generator, TimeSpan length, CancellationToken cancellation)
        {
            await _server.AtRest(cancellation);
            var before = _server.Worked;
            var volley = await generator.Closed(NewEventsRace.Connections(1), length);
            await _server.AtRest(cancellation);
            return (volley, (_server.Worked - before).TotalMicroseconds / volley.Answered.Count);
        }
    }
}
