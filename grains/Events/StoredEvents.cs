using Watchfloor.Kernel;

namespace Watchfloor.Events;

/// <summary>Events as they are durable, as one place of correlation needs them.</summary>
sealed class StoredEvents(IOpenEvents events, EntityId place)
{
    readonly RecentPasts _pasts = new();

    /// <summary>The open events that lie here.</summary>
    public async Task<List<(string EventId, EventBody Body)>> Here(CancellationToken cancellation)
    {
        var origin = CorrelationKey.OriginOf(place);
        var states = origin is null
            ? await Under(place.Id, cancellation)
            : Read(await events.Of(place.Tenant, origin.FacilityId, origin.Category, cancellation));
        var key = origin is null ? place.Id : null;
        return
        [
            .. from known in states
            where known.State is EventOpen { Body: var body } && body.Handling?.Group == key
            select (known.EventId, ((EventOpen)known.State).Body),
        ];
    }

    /// <summary>Events that lay here and were merged by hand, each with the open one that holds now what it held; a group has no such memory.</summary>
    public async ValueTask<IReadOnlyList<MergedEvent>> Merged(CancellationToken cancellation) =>
        CorrelationKey.OriginOf(place) is { } origin
            ? await events.Merged(place.Tenant, origin.FacilityId, origin.Category, cancellation)
            : [];

    /// <summary>The open events that hold a condition, wherever they lie: rules may have changed since, and people may have joined events.</summary>
    public async Task<List<string>> Holding(string conditionKey, ConditionOrigin origin, string? source, CancellationToken cancellation) =>
        [
            .. from known in await Under(CorrelationKey.OfCondition(origin, conditionKey), cancellation)
            where known.State is EventOpen { Body: var body } && body.Holds(conditionKey, origin, source)
            select known.EventId,
        ];

    /// <summary>What is known of the condition of a detection, if it has one.</summary>
    public async ValueTask<ConditionPast> PastOf(Detection detection, CancellationToken cancellation)
    {
        if (ConditionOf(detection) is not { } condition)
            return ConditionPast.None;
        var stored = await events.Under(place.Tenant, condition.Key, cancellation);
        if (_pasts.Of(condition, stored) is { } known)
            return known;
        var read = Read(stored).ToList();
        var past = new ConditionPast(condition.Key, condition.Source, read.Select(seen => (seen.EventId, seen.State)));
        _pasts.Keep(condition, past, read);
        return past;
    }

    /// <summary>That an event took a detection and is at this version now.</summary>
    public void Counted(Detection detection, string eventId, long version)
    {
        if (ConditionOf(detection) is { } condition)
            _pasts.Counted(condition, eventId, version);
    }

    static RecentPasts.Condition? ConditionOf(Detection detection) =>
        detection.ConditionKey is { } name ? new(name, ConditionOrigin.Of(detection), detection.Source) : null;

    async Task<IEnumerable<(string EventId, long Version, EventState State)>> Under(string key, CancellationToken cancellation) =>
        Read(await events.Under(place.Tenant, key, cancellation));

    static IEnumerable<(string EventId, long Version, EventState State)> Read(IEnumerable<(EntityId Id, StoredEntity State)> stored) =>
        from known in stored
        select (known.Id.Id, known.State.Version, ConditionsOnly.Read(known.State.State.Span));
}
