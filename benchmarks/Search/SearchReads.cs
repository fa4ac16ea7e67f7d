using System.Diagnostics;
using Watchfloor.Events;
using Watchfloor.Kernel;
using Watchfloor.Store;

namespace Watchfloor.Benchmarks;

/// <summary>Fills a store with events and asks it what people ask.</summary>
sealed class SearchReads(Effort effort)
{
    const int Page = 100;

    static readonly EventStatus[] Open = [EventStatus.New, EventStatus.Acknowledged, EventStatus.InProgress];
    static readonly Severity[] Bad = [Severity.Critical, Severity.High];
    static readonly EventFilter Latest = new([], [], EventOrder.LatestDetected);

    readonly int _count = effort.Quick ? 10_000 : 1_000_000;

    /// <summary>Has the events put into an empty store.</summary>
    public async Task Fill(Func<IEnumerable<Commit>, Task> load)
    {
        var start = Stopwatch.GetTimestamp();
        await load(Enumerable.Range(0, _count).Select(i => SampleEvents.Of(i, _count)));
        Console.WriteLine($"  {_count} events were put in within {Stopwatch.GetElapsedTime(start).TotalSeconds:0} s");
    }

    public async Task<Report> Run(IStore store, CancellationToken cancellation)
    {
        var report = new Report();
        report.Note(
            $"{_count} events of {SampleEvents.Facilities} facilities over a year, one in 200 open, one in ten of somebody; pages of {Page} as views."
        );
        report.Note("One caller, each question with other values every time; facets count the newest 5 000.");
        for (var round = 0; round <= effort.Rounds; round++)
        {
            var all = new List<double>();
            foreach (var (what, ask) in Questions(store, _count, new Random(round), cancellation))
                all.AddRange(await Measure(report, what, ask, effort.Of(200), isWarmUp: round == 0));
            all.Sort();
            if (round > 0)
                report.Add("all of these together, p99", "ms", all.At(99));
        }
        return report;
    }

    static (string What, Func<Task> Ask)[] Questions(IStore store, int count, Random random, CancellationToken cancellation)
    {
        Func<Task> List(Func<EventFilter> filter) =>
            async () => await store.Events.List(TenantId.Default, filter(), Page, null, cancellation);
        Func<Task> Facets(Func<EventFilter> filter) =>
            async () => await store.Events.Facets(TenantId.Default, filter(), 5_000, cancellation);
        GeoBox Box(double size)
        {
            var (south, west) = (
                SampleEvents.South + (random.NextDouble() * (SampleEvents.Degrees - size)),
                SampleEvents.West + (random.NextDouble() * (SampleEvents.Degrees - size))
            );
            return new(west, south, west + size, south + size);
        }
        string Person() => $"person-{random.Next(SampleEvents.People):00}";
        string[] Facility() => [$"facility-{random.Next(SampleEvents.Facilities):000}"];
        string[] Two() => [SampleEvents.Category(random.Next()), SampleEvents.Category(random.Next())];
        DateTimeOffset Day() => SampleEvents.Begin + (SampleEvents.Span * random.NextDouble() * 0.97);
        return
        [
            ("top 100 open by urgency", List(() => new(Open, [], EventOrder.Urgency))),
            ("100 latest", List(() => Latest)),
            ("one by key", async () => await store.Events.Find(TenantId.Default, $"event{random.Next(count):0000000000}", cancellation)),
            ("resolved", List(() => Latest with { Statuses = [EventStatus.Resolved] })),
            ("new and resolved", List(() => Latest with { Statuses = [EventStatus.New, EventStatus.Resolved] })),
            ("critical", List(() => Latest with { Severities = [Severity.Critical] })),
            ("critical and high of two categories", List(() => Latest with { Severities = Bad, Categories = Two() })),
            ("of two categories", List(() => Latest with { Categories = Two() })),
            ("open in a box of 1°", List(() => Latest with { Statuses = Open, Box = Box(1) })),
            ("in a box of 0.05°", List(() => Latest with { Box = Box(0.05) })),
            ("in a box of 0.5°", List(() => Latest with { Box = Box(0.5) })),
            ("in a box of 3°", List(() => Latest with { Box = Box(3) })),
            ("a rare word", List(() => Latest with { Words = SearchTerms.Asked($"crew{random.Next(5_000)}") })),
            ("a frequent word", List(() => Latest with { Words = SearchTerms.Asked("limits") })),
            ("a frequent and a rarer word", List(() => Latest with { Words = SearchTerms.Asked($"pump {random.Next(500)}") })),
            ("the beginning of a frequent word", List(() => Latest with { Words = SearchTerms.Asked("pum*") })),
            ("of one person", List(() => Latest with { Assignees = [Person()] })),
            ("of one person, with a word", List(() => Latest with { Assignees = [Person()], Words = SearchTerms.Asked("pump") })),
            ("open and nobody's, by urgency", List(() => new(Open, [], EventOrder.Urgency) { Unassigned = true })),
            ("shelved", List(() => Latest with { Asides = [AsideKind.Shelved] })),
            ("the beginning of a word", List(() => Latest with { Words = SearchTerms.Asked($"crew{random.Next(10, 100)}*") })),
            (
                "a frequent word among open ones by urgency",
                List(() => new(Open, [], EventOrder.Urgency) { Words = SearchTerms.Asked("pump") })
            ),
            (
                "facility and 10 days",
                List(() =>
                {
                    var day = Day();
                    return Latest with { Facilities = Facility(), From = day, To = day.AddDays(10) };
                })
            ),
            ("facets of all", Facets(() => Latest)),
            ("facets of open ones", Facets(() => Latest with { Statuses = Open })),
            ("facets of resolved ones", Facets(() => Latest with { Statuses = [EventStatus.Resolved] })),
            ("facets of critical and high ones", Facets(() => Latest with { Severities = Bad })),
            ("facets of a facility", Facets(() => Latest with { Facilities = Facility() })),
        ];
    }

    static async Task<List<double>> Measure(Report report, string what, Func<Task> ask, int times, bool isWarmUp)
    {
        var took = new List<double>(times);
        for (var i = 0; i < (isWarmUp ? times / 10 : times); i++)
        {
            var start = Stopwatch.GetTimestamp();
            await ask();
            took.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
        took.Sort();
        if (isWarmUp)
            return took;
        report.Add($"{what}, p50", "ms", took.At(50));
        report.Add($"{what}, p99", "ms", took.At(99));
        return took;
    }
}
