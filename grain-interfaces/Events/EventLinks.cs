namespace Watchfloor.Events;

/// <summary>What an event can point at.</summary>
[GenerateSerializer, Alias("wf.LinkKind")]
public enum LinkKind
{
    /// <summary>Work that was ordered because of it.</summary>
    WorkOrder = 0,

    /// <summary>Something odd in the readings that goes with it.</summary>
    Anomaly = 1,

    /// <summary>Another event; that one points back.</summary>
    Event = 2,
}

/// <summary>Where an event points; the id is one of that kind's own.</summary>
[GenerateSerializer, Immutable, Alias("wf.EventLink")]
public sealed record EventLink([property: Id(0)] LinkKind Kind, [property: Id(1)] string Id);
