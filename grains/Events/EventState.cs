using System.Text.Json.Serialization;

namespace Watchfloor.Events;

/// <summary>Where an event stands, with what is known there and no more.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "is")]
[JsonDerivedType(typeof(EventUnknown), "unknown")]
[JsonDerivedType(typeof(EventNew), "new")]
[JsonDerivedType(typeof(EventAcknowledged), "acknowledged")]
[JsonDerivedType(typeof(EventInProgress), "in_progress")]
[JsonDerivedType(typeof(EventResolved), "resolved")]
[JsonDerivedType(typeof(EventClosed), "closed")]
[JsonDerivedType(typeof(EventMerged), "merged")]
public abstract record EventState;

/// <summary>Nothing was ever detected under this id.</summary>
public sealed record EventUnknown : EventState;

/// <summary>It was raised, once.</summary>
public abstract record EventKnown(EventBody Body) : EventState;

/// <summary>The trouble is not over: it takes detections, its SLA runs.</summary>
public abstract record EventOpen(EventBody Body) : EventKnown(Body);

/// <summary>Nobody has it.</summary>
public sealed record EventNew(EventBody Body) : EventOpen(Body);

/// <summary>Somebody has it.</summary>
public sealed record EventAcknowledged(EventBody Body, Act Acknowledged) : EventOpen(Body);

/// <summary>Somebody works on it.</summary>
public sealed record EventInProgress(EventBody Body, Act Acknowledged, Act Started) : EventOpen(Body);

/// <summary>The trouble is over.</summary>
public sealed record EventResolved(EventBody Body, Act? Acknowledged, Act? Started, Act Resolved) : EventKnown(Body);

/// <summary>Done with; only remarks and links are added, until somebody reopens it.</summary>
public sealed record EventClosed(EventBody Body, Act? Acknowledged, Act? Started, Act Resolved, Act Closed) : EventKnown(Body);

/// <summary>Closed because another event holds all that it held; only remarks and links are added.</summary>
public sealed record EventMerged(EventBody Body, Act? Acknowledged, Act? Started, string Into, Act Merged) : EventKnown(Body);

/// <summary>Who did it, and when.</summary>
public sealed record Act(string By, DateTimeOffset At);
