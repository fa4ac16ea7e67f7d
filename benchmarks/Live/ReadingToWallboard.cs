using System.Collections.Concurrent;

namespace Watchfloor.Benchmarks;

/// <summary>How long a reading that crosses a limit takes until a wallboard shows the event.</summary>
sealed class ReadingToWallboard : IBenchmark
{
    const double PerSecond = 50;
    const int Tags = 50;

    public string Name => "wallboard";

    public string Title => "Reading to wallboard";

    public async Task<Report> Run(Effort effort, CancellationToken cancellation)
    {
        var report = new Report();
        for (var round = 0; round < effort.Rounds; round++)
            await Round((int)(PerSecond * effort.Length.TotalSeconds * 3), report, cancellation);
        report.Note(
            $"{PerSecond} batches of telemetry per second, paced, one sample each, over {Tags} devices with a threshold rule each: by turns a reading beyond the limit, "
                + "which raises an event, and one that is normal, which clears and so resolves it."
        );
        report.Note(
            "From the planned instant of the POST of the crossing reading until the frame with the new event is read by a SignalR client and by an SSE client of the load generator."
        );
        report.Note(
            "The hub gathers changes for 5 ms, longer where telling takes long; that is part of the figure. Every crossing was seen by both, once. The first one of each device is not counted: it warms up."
        );
        return report;
    }

    static async Task Round(int batches, Report report, CancellationToken cancellation)
    {
        using var folder = new TemporaryFolder();
        await using var server = await Server.Start(folder.Full, cancellation);
        using var api = server.Connect(32);
        await Parallel.ForAsync(0, Tags, cancellation, async (tag, token) => await api.Post("rules", Rule(tag), token));
        using var watching = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var (bySse, sse) = await SseWatcher.Open(api, watching.Token);
        var (byHub, hub) = await HubWatcher.Open(server, watching.Token);
        var sent = new ConcurrentQueue<(string Category, DateTimeOffset At)>();
        await Loops.Open(PerSecond, batches, (number, planned, token) => Reading(api, number, planned, sent, token), cancellation);
        foreach (var (name, seen) in new[] { ("SignalR", byHub), ("SSE", bySse) })
        {
            var latencies = await Latencies(sent, seen, cancellation);
            report.Add($"reading → {name}, p50", "ms", latencies.At(50));
            report.Add($"reading → {name}, p99", "ms", latencies.At(99));
        }
        await watching.CancelAsync();
        await Task.WhenAll(sse, hub);
    }

    static object Rule(int tag) =>
        new
        {
            name = $"Pressure {tag} high",
            tag = $"bench-{tag}/pressure",
            @operator = ">",
            limit = 8,
            severity = "high",
            category = $"pressure-{tag}",
        };

    /// <summary>Every device crosses in its even turns and is normal in its odd ones.</summary>
    static async Task Reading(
        Api api,
        int number,
        DateTimeOffset planned,
        ConcurrentQueue<(string Category, DateTimeOffset At)> sent,
        CancellationToken cancellation
    )
    {
        var tag = number % Tags;
        var crosses = number / Tags % 2 == 0;
        if (crosses)
            sent.Enqueue(($"pressure-{tag}", planned));
        var sample = new
        {
            tag = $"bench-{tag}/pressure",
            at = planned,
            value = crosses ? 9.5 : 5.0,
            quality = 192,
        };
        await api.Post(
            "telemetry",
            new
            {
                version = 1,
                source = "benchmark",
                stream = "one",
                seq = number,
                samples = new[] { sample },
            },
            cancellation
        );
    }

    /// <summary>The n-th crossing of a category belongs to its n-th new event. The first of each is left out.</summary>
    static async Task<List<double>> Latencies(
        ConcurrentQueue<(string Category, DateTimeOffset At)> sent,
        Sightings sightings,
        CancellationToken cancellation
    )
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(TimeSpan.FromMinutes(1));
        while (sightings.Seen.Count < sent.Count)
            await Task.Delay(TimeSpan.FromMilliseconds(100), deadline.Token);
        if (sightings.Seen.Count > sent.Count)
            throw new InvalidOperationException($"{sent.Count} crossings made {sightings.Seen.Count} events");
        var seen = sightings.Seen.ToLookup(sighting => sighting.Category, sighting => sighting.At);
        var latencies =
            from crossing in sent.GroupBy(crossing => crossing.Category, crossing => crossing.At)
            from pair in crossing.Zip(seen[crossing.Key]).Skip(1) // the first one of each device warms up
            select (pair.Second - pair.First).TotalMilliseconds;
        return [.. latencies.Order()];
    }
}
