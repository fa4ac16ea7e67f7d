using System.Collections.Concurrent;
using System.Text.Json;

namespace Watchfloor.Benchmarks;

/// <summary>Which new events a wallboard saw, and when: by category, each the first time that an event appears.</summary>
sealed class Sightings
{
    readonly ConcurrentDictionary<string, byte> _known = new();

    /// <summary>Category and instant of each event that was new to the watcher.</summary>
    public ConcurrentQueue<(string Category, DateTimeOffset At)> Seen { get; } = new();

    public void Look(JsonElement item)
    {
        var now = DateTimeOffset.UtcNow;
        if (_known.TryAdd(item.GetProperty("id").GetString()!, 0))
            Seen.Enqueue((item.GetProperty("category").GetString()!, now));
    }
}
