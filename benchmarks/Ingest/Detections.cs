using System.Collections.Concurrent;

namespace Watchfloor.Benchmarks;

/// <summary>Sends detections that correlate with nothing, so that each becomes an event of its own, and keeps the ids that were acknowledged.</summary>
sealed class Detections(Api api, string run)
{
    int _number;

    public ConcurrentBag<string> Acknowledged { get; } = [];

    /// <summary>One detection of about 400 bytes; returns when the server says that it is durable.</summary>
    public async Task Send(CancellationToken cancellation)
    {
        var number = Interlocked.Increment(ref _number);
        var answer = await api.Post(
            "events/ingest",
            new
            {
                source = "benchmark",
                externalId = $"{run}-{number}",
                severity = "medium",
                category = $"{run}-{number}",
                title = $"Discharge pressure of pump {number} is above 8 bar",
                description = "The discharge pressure stayed above the limit for longer than the rule allows; somebody has to look at the valve.",
                detectedAt = DateTimeOffset.UtcNow,
                attributes = new
                {
                    tag = $"pump-{number}/discharge-pressure",
                    unit = "bar",
                    value = "8.4",
                },
            },
            cancellation
        );
        Acknowledged.Add(answer.GetProperty("eventId").GetString()!);
    }

    /// <summary>Throws when an event that was acknowledged is not in the list of all events.</summary>
    public async Task<int> AllAreThere(CancellationToken cancellation)
    {
        var there = new HashSet<string>();
        await foreach (var item in api.All("events", cancellation))
            there.Add(item.GetProperty("id").GetString()!);
        var lost = Acknowledged.Where(id => !there.Contains(id)).ToList();
        return lost.Count == 0
            ? Acknowledged.Count
            : throw new InvalidOperationException(
                $"{lost.Count} of {Acknowledged.Count} acknowledged events are not there, such as {lost[0]}"
            );
    }
}
