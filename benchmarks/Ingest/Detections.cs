using System.Collections.Concurrent;
using System.Net;

namespace Watchfloor.Benchmarks;

/// <summary>Sends detections that correlate with nothing, so that each becomes an event of its own, and keeps the ids that were acknowledged.</summary>
sealed class Detections(Api api, string run)
{
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    int _number;
    int _refused;

    public ConcurrentBag<string> Acknowledged { get; } = [];

    /// <summary>Times that the server could not take one and asked for it again.</summary>
    public int Refused => Volatile.Read(ref _refused);

    /// <summary>One detection of about 400 bytes; returns when the server says that it is durable.</summary>
    public Task Send(CancellationToken cancellation) => Send(Interlocked.Increment(ref _number), cancellation);

    /// <summary>The same, and again while the server says that it cannot take it now.</summary>
    public async Task SendUntilTaken(CancellationToken cancellation)
    {
        var number = Interlocked.Increment(ref _number);
        while (true)
        {
            try
            {
                await Send(number, cancellation);
                return;
            }
            catch (HttpRequestException fault) when (fault.StatusCode == HttpStatusCode.ServiceUnavailable)
            {
                Interlocked.Increment(ref _refused);
            }
            await Task.Delay(Pause, cancellation);
        }
    }

    async Task Send(int number, CancellationToken cancellation)
    {
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
