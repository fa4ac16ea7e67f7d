using System.Collections.Concurrent;

namespace Watchfloor.Health;

/// <summary>Which series a measurement belongs to, by its tags as they come: they are told in the same way each time, and writing them out costs more than all the rest.</summary>
sealed class KnownTags(int most)
{
    readonly ConcurrentDictionary<int, (KeyValuePair<string, object?>[] Tags, MetricSeries Series)> _known = new();

    public MetricSeries? Find(ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        _known.TryGetValue(HashOf(tags), out var known) && AreSame(known.Tags, tags) ? known.Series : null;

    public void Add(ReadOnlySpan<KeyValuePair<string, object?>> tags, MetricSeries series)
    {
        if (_known.Count < most)
            _known.TryAdd(HashOf(tags), (tags.ToArray(), series));
    }

    public void Clear() => _known.Clear();

    static int HashOf(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var hash = new HashCode();
        foreach (var (name, value) in tags)
        {
            hash.Add(name);
            hash.Add(value);
        }
        return hash.ToHashCode();
    }

    static bool AreSame(ReadOnlySpan<KeyValuePair<string, object?>> some, ReadOnlySpan<KeyValuePair<string, object?>> others)
    {
        if (some.Length != others.Length)
            return false;
        for (var i = 0; i < some.Length; i++)
            if (some[i].Key != others[i].Key || !Equals(some[i].Value, others[i].Value))
                return false;
        return true;
    }
}
