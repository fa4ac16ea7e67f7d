namespace Watchfloor.Events;

/// <summary>
/// What the store knows of a condition that comes: which open event it is unstable in, and when it changed lately in others. It counts
/// across events, because a condition that returns begins another one.
/// </summary>
public sealed class ConditionPast(string key, string source, IEnumerable<(string EventId, EventState State)> events)
{
    readonly List<Seen> _events =
    [
        .. from known in events where known.State is EventKnown select Seen.Of(known.EventId, (EventKnown)known.State, key, source),
    ];

    /// <summary>Of what comes without a condition.</summary>
    public static ConditionPast None { get; } = new("", "", []);

    /// <summary>The event that stays the only one while the condition is unstable.</summary>
    public string? UnstableIn => First(seen => seen.IsUnstable);

    /// <summary>The open event that holds it and was merged or split by hand: it stays where people put it.</summary>
    public string? MovedIn => First(seen => seen.WasMoved);

    /// <summary>Whether an event that held it was resolved or closed when this was read; one that was merged away leads on.</summary>
    public bool IsOver(string eventId) => _events.Exists(seen => seen.IsOver && seen.EventId == eventId);

    /// <summary>When it changed, as far as the event itself does not hold it.</summary>
    public Values<DateTimeOffset>? For(string? eventId)
    {
        if (_events is [] || (_events is [var only] && only.EventId == eventId))
            return null; // as it mostly is
        var changes = _events
            .Where(seen => seen.EventId != eventId)
            .SelectMany(seen => seen.Changes)
            .Order()
            .TakeLast(CorrelationRuleFlaw.MostChanges);
        return Values.From(changes) is { Length: > 0 } some ? some : null;
    }

    string? First(Predicate<Seen> match)
    {
        string? first = null;
        foreach (var seen in _events)
        {
            if (match(seen) && (first is null || string.CompareOrdinal(seen.EventId, first) < 0))
                first = seen.EventId;
        }
        return first;
    }

    /// <summary>What of an event counts for it; it may be remembered for long, and an event is large.</summary>
    sealed record Seen(string EventId, bool IsOver, bool IsUnstable, bool WasMoved, Values<DateTimeOffset> Changes)
    {
        public static Seen Of(string eventId, EventKnown state, string key, string source)
        {
            var open = (state as EventOpen)?.Body;
            return new(
                eventId,
                state is EventResolved or EventClosed,
                open is { Unstable: not null } && open.Knows(key, source),
                open is { SplitFrom: not null } or { Moves: > 0 } && open.HoldsUnder(key, source),
                Values.From(state.Body.Changes.Where(history => history.Is(key, source)).SelectMany(history => history.At))
            );
        }
    }
}
