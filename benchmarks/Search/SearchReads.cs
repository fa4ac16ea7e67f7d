using System.Diagnostics;
using Watchfloor.Events;
using Watchfloor.Store;

namespace Watchfloor.Benchmarks;

/// <summary>Fills a store with events and asks it what people ask.</summary>
static class SearchReads
{
    const int Page = 100;
    const int Together = 2_000;

    static readonly EventStatus[] Open = [EventStatus.New, EventStatus.Acknowledged, EventStatus.InProgress];
    static readonly EventFilter Latest = new([], [], EventOrder.LatestDetected);

    public static async Task<Report> Run(IStore store, Effort effort, CancellationToken cancellation)
    {
        var (report, count) = (new Report(), effort.Quick ? 200_000 : 1_000_000);
        report.Note($"{count} events of {SampleEvents.Facilities} facilities over a year, one in 200 open; pages of {Page} as views.");
        report.Note("One caller, each question with other values every time; facets count the newest 10 000.");
        var start = Stopwatch.GetTimestamp();
        foreach (var group in Enumerable.Range(0, count).Chunk(Together))
        {
            cancellation.ThrowIfCancellationRequested();
            await Task.WhenAll(group.Select(i => store.Commits.Commit(SampleEvents.Of(i, count))));
        }
        report.Add("seeded", "events/s", count / Stopwatch.GetElapsedTime(start).TotalSeconds);
        for (var round = 0; round <= effort.Rounds; round++)
        {
            foreach (var (what, ask) in Questions(store, count, new Random(round), cancellation))
                await Measure(report, what, ask, effort.Quick ? 100 : 200, isWarmUp: round == 0);
        }
        return report;
    }

    static (string What, Func<Task> Ask)[] Questions(IStore store, int count, Random random, CancellationToken cancellation)
    {
        Func<Task> List(Func<EventFilter> filter) =>
            async () => await store.Events.List(TenantId.Default, filter(), Page, null, cancellation);
        Func<Task> Facets(Func<EventFilter> filter) =>
            async () => await store.Events.Facets(TenantId.Default, filter(), 10_000, cancellation);
        GeoBox Box(double size)
        {
            var (south, west) = (
                SampleEvents.South + (random.NextDouble() * (SampleEvents.Degrees - size)),
                SampleEvents.West + (random.NextDouble() * (SampleEvents.Degrees - size))
            );
            return new(west, south, west + size, south + size);
        }
        string[] Facility() => [$"facility-{random.Next(SampleEvents.Facilities):000}"];
        DateTimeOffset Day() => SampleEvents.Begin + (SampleEvents.Span * random.NextDouble() * 0.97);
        return
        [
            ("top 100 open by urgency", List(() => new(Open, [], EventOrder.Urgency))),
            ("100 latest", List(() => Latest)),
            ("one by key", async () => await store.Events.Find(TenantId.Default, $"event{random.Next(count):0000000000}", cancellation)),
            ("open in a box of 1°", List(() => Latest with { Statuses = Open, Box = Box(1) })),
            ("in a box of 0.05°", List(() => Latest with { Box = Box(0.05) })),
            ("in a box of 0.5°", List(() => Latest with { Box = Box(0.5) })),
            ("in a box of 3°", List(() => Latest with { Box = Box(3) })),
            ("a rare word", List(() => Latest with { Words = SearchTerms.Asked($"crew{random.Next(5_000)}") })),
            ("a frequent word", List(() => Latest with { Words = SearchTerms.Asked("limits") })),
            ("a frequent and a rarer word", List(() => Latest with { Words = SearchTerms.Asked($"pump {random.Next(500)}") })),
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
            ("facets of a facility", Facets(() => Latest with { Facilities = Facility() })),
        ];
    }

    static async Task Measure(Report report, string what, Func<Task> ask, int times, bool isWarmUp)
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
            return;
        report.Add($"{what}, p50", "ms", took.At(50));
        report.Add($"{what}, p99", "ms", took.At(99));
    }
}
