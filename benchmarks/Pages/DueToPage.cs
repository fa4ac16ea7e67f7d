using System.Collections.Concurrent;

namespace Watchfloor.Benchmarks;

/// <summary>How long after its due time a page arrives at its receiver.</summary>
sealed class DueToPage : IBenchmark
{
    const double PerSecond = 50;

    public string Name => "pages";

    public string Title => "Due to page";

    public async Task<Report> Run(Effort effort, CancellationToken cancellation)
    {
        var report = new Report();
        for (var round = 0; round < effort.Rounds; round++)
            await Round(
                (int)(PerSecond * effort.Length.TotalSeconds * 2),
                effort.Quick ? (int)PerSecond / 2 : (int)PerSecond * 2,
                report,
                cancellation
            );
        report.Note(
            $"{PerSecond} events per second, paced; each is served by a policy whose level is due after 2 s, over a webhook to a receiver in the load generator."
        );
        report.Note("Lateness is the arrival at the receiver minus the due time in the page's ledger; both on one clock.");
        report.Note("Every acknowledged event had exactly one page, it arrived, and none arrived twice.");
        return report;
    }

    static async Task Round(int events, int warm, Report report, CancellationToken cancellation)
    {
        using var folder = new TemporaryFolder();
        await using var receiver = await Receiver.Start(cancellation);
        await using var server = await Server.Start(folder.Full, cancellation);
        using var api = server.Connect(32);
        await Prepare(api, receiver, cancellation);
        await Send(api, "warm", warm, cancellation);
        var ids = await Send(api, "measured", events, cancellation);
        var lateness = await Lateness(api, receiver, ids, cancellation);
        if (receiver.Repeats > 0)
            throw new InvalidOperationException($"{receiver.Repeats} pages arrived twice");
        report.Add("due → page, p50", "ms", lateness.At(50));
        report.Add("due → page, p99", "ms", lateness.At(99));
        report.Add("due → page, latest", "ms", lateness[^1]);
    }

    /// <summary>A policy that pages the receiver two seconds after an event.</summary>
    public static async Task Prepare(Api api, Receiver receiver, CancellationToken cancellation)
    {
        var settings = new { url = $"{receiver.Address}/page", secret = "only-for-measuring" };
        var channel = await api.Post(
            "channels",
            new
            {
                name = "Receiver",
                kind = "webhook",
                settings,
            },
            cancellation
        );
        var targets = new[] { new { channelId = channel.GetProperty("id").GetString() } };
        await api.Post(
            "escalation-policies",
            new { name = "In two seconds", levels = new[] { new { after = "PT2S", targets } } },
            cancellation
        );
    }

    static async Task<IReadOnlyCollection<string>> Send(Api api, string run, int events, CancellationToken cancellation)
    {
        var detections = new Detections(api, run);
        await Loops.Open(PerSecond, events, (_, _, token) => detections.Send(token), cancellation);
        return detections.Acknowledged;
    }

    /// <summary>Waits until each event's only page has arrived; milliseconds after the due time, in order.</summary>
    public static async Task<List<double>> Lateness(
        Api api,
        Receiver receiver,
        IReadOnlyCollection<string> ids,
        CancellationToken cancellation
    )
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(TimeSpan.FromMinutes(1));
        while (ids.Any(id => !receiver.Arrived.Keys.Any(key => key.StartsWith(id, StringComparison.Ordinal))))
            await Task.Delay(TimeSpan.FromSeconds(1), deadline.Token);
        var lateness = new ConcurrentBag<double>();
        await Parallel.ForEachAsync(
            ids,
            cancellation,
            async (id, token) =>
            {
                var pages = (await api.Get($"events/{id}/pages", token)).GetProperty("items");
                if (pages.GetArrayLength() != 1)
                    throw new InvalidOperationException($"event {id} has {pages.GetArrayLength()} pages, not one");
                var arrived = receiver.Arrived[pages[0].GetProperty("key").GetString()!];
                lateness.Add((arrived - pages[0].GetProperty("dueAt").GetDateTimeOffset()).TotalMilliseconds);
            }
        );
        return [.. lateness.Order()];
    }
}
