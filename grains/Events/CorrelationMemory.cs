namespace Watchfloor.Events;

/// <summary>
/// What correlation knows of the open events of its key. A pointer may be out of date: then the event itself refuses, and
/// the pointer goes. Forgetting one costs an event too many, never a detection. Each detection is held against all of them, and most keys have
/// one, so it is a list.
/// </summary>
sealed class CorrelationMemory
{
    const int Most = 1024;

    static readonly Task<bool> Born = Task.FromResult(true);

    readonly List<Known> _open = new(capacity: 1);

    /// <summary>An event that stands in the store.</summary>
    public void Add(OpenEvent known) => Add(new Known(known, Born));

    /// <summary>An event that is about to be: it takes part in every decision from here on; others wait until it is born.</summary>
    public void Reserve(OpenEvent coming, Task<bool> born) => Add(new Known(coming, born));

    /// <summary>It came to be.</summary>
    public void IsBorn(string eventId) => Change(eventId, known => known with { Born = Born });

    /// <summary>Where a detection belongs, and whether that event came to be.</summary>
    public (OpenEvent Event, Task<bool> Born)? Match(Detection detection, TimeSpan window)
    {
        if (_open.Count == 0 || CorrelationRules.Match(_open.Select(known => known.Event), detection, window) is not { } match)
            return null;
        return (match, _open[At(match.EventId)].Born);
    }

    /// <summary>It is over, or never was.</summary>
    public void Forget(string eventId)
    {
        if (At(eventId) is >= 0 and var at)
            _open.RemoveAt(at);
    }

    /// <summary>It was over when the store was asked. Where word came since then that it is open again, that stands.</summary>
    public void Forget(OpenEvent asked) => _open.RemoveAll(known => ReferenceEquals(known.Event, asked));

    /// <summary>It is open and takes no more.</summary>
    public void IsFull(string eventId) => Change(eventId, known => known with { Event = known.Event with { Takes = false } });

    void Add(Known known)
    {
        if (At(known.Event.EventId) is >= 0 and var at)
            _open[at] = known;
        else
            _open.Add(known);
        if (_open.Count > Most)
            _open.Remove(_open.MinBy(one => one.Event.FirstDetectedAt));
    }

    void Change(string eventId, Func<Known, Known> change)
    {
        if (At(eventId) is >= 0 and var at)
            _open[at] = change(_open[at]);
    }

    int At(string eventId)
    {
        for (var at = 0; at < _open.Count; at++)
        {
            if (_open[at].Event.EventId == eventId)
                return at;
        }
        return -1;
    }

    readonly record struct Known(OpenEvent Event, Task<bool> Born);
}
