namespace Watchfloor.Tests.Processes;

/// <summary>Detections as a source sends them.</summary>
static class Detections
{
    static int _count;

    /// <summary>One that begins an event of its own.</summary>
    public static object Own(string title, string severity = "high", string? conditionKey = null) =>
        new
        {
            source = "tests",
            externalId = $"own-{Interlocked.Increment(ref _count)}-{Environment.ProcessId}",
            conditionKey,
            severity,
            category = $"own-{_count}.{Environment.ProcessId}",
            title,
        };
}
