using System.Globalization;

namespace Watchfloor.Benchmarks;

/// <summary>What a server has of the events of one source, as its list tells it: by number, the id and how many tellings it counts.</summary>
sealed class EventBooks(IReadOnlyDictionary<long, (string Id, int Count)> events)
{
    public static async Task<EventBooks> Of(Server server, string source, CancellationToken cancellation)
    {
        using var api = server.Connect(1);
        var events = new Dictionary<long, (string, int)>();
        await foreach (var seen in api.All("events", cancellation, $"&source={source}"))
        {
            var number = long.Parse(seen.GetProperty("category").GetString()![(source.Length + 1)..], CultureInfo.InvariantCulture);
            if (!events.TryAdd(number, (seen.GetProperty("id").GetString()!, seen.GetProperty("count").GetInt32())))
                throw new InvalidOperationException($"there are two events of {source}-{number}");
        }
        return new(events);
    }

    /// <summary>Throws where one that was acknowledged is not there, and returns the ids of all that were.</summary>
    public List<string> Have(IEnumerable<long> acknowledged)
    {
        var all = acknowledged.ToList();
        var lost = all.Where(number => !events.ContainsKey(number)).ToList();
        return lost.Count == 0
            ? all.ConvertAll(number => events[number].Id)
            : throw new InvalidOperationException($"{lost.Count} of {all.Count} acknowledged events are not there, such as {lost[0]}");
    }

    /// <summary>Throws where an event counts fewer than what was acknowledged, or more than that and what was left open.</summary>
    public void Count(long[] acknowledged, long open)
    {
        for (var number = 0; number < acknowledged.Length; number++)
        {
            var (wanted, counted) = (acknowledged[number], events.TryGetValue(number, out var seen) ? seen.Count : 0);
            if (counted < wanted || counted > wanted + open)
                throw new InvalidOperationException($"{number} was told {wanted} times, and counts {counted}");
            acknowledged[number] = counted;
        }
    }
}
