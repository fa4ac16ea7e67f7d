namespace Watchfloor.Benchmarks;

/// <summary>Events that people must be paged for: each has a page due two seconds after it came.</summary>
sealed class Duties(Api api, Receiver receiver)
{
    public const double PerSecond = 40;
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    readonly Detections _detections = new(api, "duty");

    /// <summary>From here on every event that comes is paged for; those that are there are not.</summary>
    public Task Prepare(CancellationToken cancellation) => DueToPage.Prepare(api, receiver, cancellation);

    /// <summary>For so long, paced. A request that is told to come again does, as the same detection.</summary>
    public Task Send(TimeSpan length, CancellationToken cancellation) =>
        Loops.Open(PerSecond, (int)(PerSecond * length.TotalSeconds), (_, _, token) => _detections.SendUntilTaken(token), cancellation);

    /// <summary>Waits until every page has arrived, and says how late they were.</summary>
    public async Task Tell(Report report, CancellationToken cancellation)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(Patience);
        var lateness = await DueToPage.Lateness(api, receiver, _detections.Acknowledged, deadline.Token);
        report.Add("due → page around the kill, p50", "ms", lateness.At(50));
        report.Add("due → page around the kill, p99", "ms", lateness.At(99));
        report.Add("due → page around the kill, latest", "ms", lateness[^1]);
        report.Add("pages that arrived twice, under one key", "", receiver.Repeats);
        report.Add("detections that were told to come again", "", _detections.Refused);
    }
}
