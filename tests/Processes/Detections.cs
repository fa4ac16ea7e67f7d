namespace Watchfloor.Tests.Processes;

/// <summary>Detections as a source sends them.</summary>
static class Detections
{
    static int _count;

    /// <summary>One that begins an event of its own.</summary>
    public static object Own(string title, string severity = "high", string? conditionKey = null)
    {
        var number = Interlocked.Increment(ref _count);
        return new
        {
            source = "tests",
            externalId = $"own-{number}-{Environment.ProcessId}",
            conditionKey,
            severity,
            category = $"own-{number}.{Environment.ProcessId}",
            title,
        };
    }
}
