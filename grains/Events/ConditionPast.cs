namespace Watchfloor.Events;

/// <summary>
/// What the store knows of a condition that comes: which open event it is unstable in, and when it changed lately in others. It counts
/// across events, because a condition that returns begins another one.
/// </summary>
public sealed class ConditionPast(string key, string source, IEnumerable<(string EventId, EventState State)> events)
{
    readonly List<(string EventId, EventKnown State)> _events =
    [
        .. from known in events where known.State is EventKnown select (known.EventId, (EventKnown)known.State),
    ];

    /// <summary>Of what comes without a condition.</summary>
    public static ConditionPast None { get; } = new("", "", []);

    /// <summary>The event that stays the only one while the condition is unstable.</summary>
    public string? UnstableIn =>
        (
            from known in _events
            where known.State is EventOpen { Body: { Unstable: not null } body } && body.Knows(key, source)
            orderby known.EventId
            select known.EventId
        ).FirstOrDefault();

    /// <summary>The open event that holds it and was merged or split by hand: it stays where people put it.</summary>
    public string? MovedIn =>
        (
            from known in _events
            where
                known.State is EventOpen { Body: var body }
                && (body.SplitFrom is not null || body.Moves > 0)
                && body.HoldsUnder(key, source)
            orderby known.EventId
            select known.EventId
        ).FirstOrDefault();

    /// <summary>When it changed, as far as the event itself does not hold it.</summary>
    public Values<DateTimeOffset>? For(string? eventId)
    {
        var changes = _events
            .Where(known => known.EventId != eventId)
            .SelectMany(known => known.State.Body.Changes)
            .Where(history => history.Is(key, source))
            .SelectMany(history => history.At)
            .Order()
            .TakeLast(CorrelationRuleFlaw.MostChanges);
        return Values.From(changes) is { Length: > 0 } some ? some : null;
    }
}
