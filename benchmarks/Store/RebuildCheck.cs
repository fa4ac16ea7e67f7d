using System.Diagnostics;
using Watchfloor.Events;
using Watchfloor.Kernel;
using Watchfloor.Store;

namespace Watchfloor.Benchmarks;

/// <summary>Facts per second when a whole database is held against its journals, as <c>./run check</c> does it.</summary>
sealed class RebuildCheck : IBenchmark
{
    const int FactsPerEvent = 6;

    static readonly DateTimeOffset T0 = new(2026, 1, 5, 6, 0, 0, TimeSpan.Zero);

    public string Name => "rebuild";

    public string Title => "Store: documents held against their journals (SQLite)";

    public async Task<Report> Run(Effort effort, CancellationToken cancellation)
    {
        var directory = Directory.CreateTempSubdirectory("watchfloor-bench-").FullName;
        try
        {
            var report = new Report();
            var events = effort.Of(100_000);
            report.Note(
                $"{events} events of {FactsPerEvent} facts each: raised, twice merged, acknowledged, started, resolved; all that a document holds is compared."
            );
            var replays = Replays.In(typeof(WatchfloorGrains).Assembly.GetTypes());
            await Fill(directory, replays.Of(Kinds.Event)!, events);
            using var file = SqliteJournalFile.Open(directory);
            for (var round = 0; round <= effort.Rounds; round++)
            {
                var rate = await Measure(new(file.Journals, replays), events, cancellation);
                if (round == 0)
                    continue; // warms up
                report.Add("facts checked", "facts/s", rate);
                report.Add("memory in use after it", "MB", GC.GetTotalMemory(forceFullCollection: true) / 1e6);
            }
            return report;
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    static async Task<double> Measure(DatabaseCheck check, int events, CancellationToken cancellation)
    {
        var start = Stopwatch.GetTimestamp();
        var counts = await check.Run(
            difference => throw new InvalidOperationException($"{difference.Entity}: {difference.What}"),
            cancellation
        );
        var facts = counts.Sum(kind => kind.Facts);
        return facts == (long)events * FactsPerEvent
            ? facts / Stopwatch.GetElapsedTime(start).TotalSeconds
            : throw new InvalidOperationException($"{facts} facts were checked");
    }

    static async Task Fill(string directory, IReplay replay, int events)
    {
        await using var store = SqliteStore.Open(directory, TimeProvider.System);
        foreach (var group in Enumerable.Range(0, events).Chunk(1_000))
            await Task.WhenAll(group.Select(i => store.Commits.Commit(Event(replay, $"event{i:0000000000}"))));
    }

    static Commit Event(IReplay replay, string id)
    {
        var seen = new Detection(
            "scada-north",
            null,
            $"{id}/high",
            Severity.High,
            "pressure",
            "pump-house",
            "Discharge pressure is above 8 bar",
            "Read at the pump",
            T0,
            new(48.1, 11.5),
            [new("shift", "early")]
        );
        EventFact[] facts =
        [
            new Raised(seen, T0.AddHours(1), T0),
            new Merged(seen with { DetectedAt = T0.AddMinutes(1) }, T0.AddMinutes(1)),
            new Merged(seen with { DetectedAt = T0.AddMinutes(2) }, T0.AddMinutes(2)),
            new Acknowledged("ana", T0.AddMinutes(3)),
            new Started("ana", T0.AddMinutes(4)),
            new Resolved("ana", Forced: true, "valve closed", T0.AddMinutes(5)),
        ];
        var recorded = facts.Select(fact => FactNames.Record(fact, fact.At)).ToList();
        var past = replay.Begin(new(Kinds.Event, TenantId.Default, id));
        foreach (var fact in recorded)
            past.Tell(new(past.Version + 1, fact.Name, fact.Data, fact.At));
        return past.Now()!.ToRewrite() with { Expected = 0, Facts = [.. recorded] };
    }
}
