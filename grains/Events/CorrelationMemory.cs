namespace Watchfloor.Events;

/// <summary>
/// What correlation knows of the open events of its key. A pointer may be out of date: then the event itself refuses, and
/// the pointer goes. Forgetting one costs an event too many, never a detection.
/// </summary>
sealed class CorrelationMemory
{
    const int Most = 1024;

    readonly Dictionary<string, (OpenEvent Event, Task<bool> Born)> _open = [];

    /// <summary>An event that stands in the store.</summary>
    public void Add(OpenEvent known) => Add(known, Task.FromResult(true));

    /// <summary>An event that is about to be: it takes part in every decision from here on; others wait until it is born.</summary>
    public void Reserve(OpenEvent coming, Task<bool> born) => Add(coming, born);

    /// <summary>Where a detection belongs, and whether that event came to be.</summary>
    public (string EventId, Task<bool> Born)? Match(Detection detection, TimeSpan window) =>
        _open.Count > 0 && CorrelationRules.Match(_open.Values.Select(known => known.Event), detection, window) is { } match
            ? (match.EventId, _open[match.EventId].Born)
            : null;

    /// <summary>It is over, or never was.</summary>
    public void Forget(string eventId) => _open.Remove(eventId);

    /// <summary>It is open and takes no more.</summary>
    public void IsFull(string eventId)
    {
        if (_open.TryGetValue(eventId, out var known))
            _open[eventId] = known with { Event = known.Event with { Takes = false } };
    }

    void Add(OpenEvent known, Task<bool> born)
    {
        _open[known.EventId] = (known, born);
        if (_open.Count > Most)
            _open.Remove(_open.Values.MinBy(entry => entry.Event.FirstDetectedAt).Event.EventId);
    }
}
