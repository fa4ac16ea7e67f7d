using Watchfloor.Catalogue;
using Watchfloor.Events;

namespace Watchfloor.Tests.Laws;

/// <summary>Detections and clears as rules alone: which event each comes to, and every deadline at its time.</summary>
sealed class Correlating(params Entry<CorrelationRuleSpec>[] rules)
{
    readonly Rulebook _book = new(rules);
    readonly SortedDictionary<string, EventState> _events = new(StringComparer.Ordinal);
    DateTimeOffset _last = DateTimeOffset.MinValue;

    public List<(string EventId, EventFact Fact)> Journal { get; } = [];

    public IReadOnlyDictionary<string, EventState> Events => _events;

    public string Detect(Detection detection, DateTimeOffset now)
    {
        Ring(now);
        var place = _book.PlaceOf(TenantId.Default, detection);
        var key = detection.ConditionKey is { } name ? CorrelationKey.OfCondition(ConditionOrigin.Of(detection), name) : "";
        var past = new ConditionPast(key, detection.Source, key.Length == 0 ? [] : Under(key));
        var eventId = past.UnstableIn ?? CorrelationRules.Match(Open(place, detection), detection, place.Window)?.EventId;
        if (eventId is not null && Apply(eventId, new Merge(detection, past.For(eventId)), now))
            return eventId;
        var next = $"e{_events.Count:0000}";
        _events[next] = EventRules.Initial;
        Assert.True(Apply(next, new Raise(detection, place.Handling, past.For(null)), now));
        return next;
    }

    public void Clear(string conditionKey, ConditionOrigin origin, string source, DateTimeOffset at, DateTimeOffset now)
    {
        Ring(now);
        foreach (var (id, state) in Under(CorrelationKey.OfCondition(origin, conditionKey)))
        {
            if (state is EventOpen { Body: var body } && body.Holds(conditionKey, origin, source))
                Apply(id, new Clear(conditionKey, at, Occurrence: null, origin, source), now);
        }
    }

    /// <summary>Every deadline until then, at its time.</summary>
    public void Ring(DateTimeOffset now)
    {
        while (NextDue(now) is { } next)
            Apply(next.EventId, EventRules.Tick, next.At > _last ? next.At : _last);
        _last = now;
    }

    (string EventId, DateTimeOffset At)? NextDue(DateTimeOffset now) =>
        _events
            .Select(known => (known.Key, At: EventRules.DueAt(known.Value)))
            .Where(known => known.At <= now)
            .OrderBy(known => known.At)
            .Select(known => ((string, DateTimeOffset)?)(known.Key, known.At!.Value))
            .FirstOrDefault();

    bool Apply(string eventId, EventCommand command, DateTimeOffset now)
    {
        var decision = EventRules.Decide(_events[eventId], command, now);
        foreach (var fact in decision.Facts)
        {
            _events[eventId] = EventRules.Evolve(_events[eventId], fact);
            Journal.Add((eventId, fact));
        }
        return decision.Refusal is null;
    }

    /// <summary>What the store would find: open ones, and the newest that is over.</summary>
    List<(string, EventState)> Under(string key)
    {
        var known = _events
            .Where(known => known.Value is EventKnown state && state.Body.Keys(state is EventOpen).Contains(key))
            .Select(known => (known.Key, known.Value))
            .ToList();
        return [.. known.Where(known => known.Value is EventOpen), .. known.Where(known => known.Value is not EventOpen).TakeLast(1)];
    }

    IEnumerable<OpenEvent> Open(Place place, Detection detection) =>
        from known in _events
        where known.Value is EventOpen
        let body = ((EventOpen)known.Value).Body
        where
            body.Handling?.Group == place.Group
            && (place.Group is not null || (body.FacilityId, body.Category) == (detection.FacilityId, detection.Category))
        select new OpenEvent(known.Key, body.DetectedAt);
}
