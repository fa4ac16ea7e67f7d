namespace Watchfloor.Events;

/// <summary>
/// A filter of the event list that somebody keeps, in the words of its URL. Everybody of the tenant may use it; <paramref name="Owner"/>
/// is the id of who keeps it.
/// </summary>
[GenerateSerializer, Immutable, Alias("wf.SavedFilterSpec")]
public sealed record SavedFilterSpec([property: Id(0)] string Name, [property: Id(1)] string Query, [property: Id(2)] string Owner);
