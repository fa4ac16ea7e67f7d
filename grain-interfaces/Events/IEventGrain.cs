using Orleans.Concurrency;

namespace Watchfloor.Events;

/// <summary>One event, from its first detection until it is closed. Key: <c>tenant/eventId</c>.</summary>
[Alias("wf.IEventGrain")]
public interface IEventGrain : ICommanded<EventCommand>
{
    /// <summary>Asked before every attempt to page: does anybody still need to hear of it?</summary>
    [Alias("Attention"), AlwaysInterleave, ReadOnly]
    Task<Attention> Attention(CancellationToken cancellation = default);

    /// <summary>The event that takes what would come here: the one that this was merged into, or is just going to. Null: none.</summary>
    [Alias("Successor"), AlwaysInterleave, ReadOnly]
    Task<string?> Successor(CancellationToken cancellation = default);

    /// <summary>Returns when nothing is on its way between it and another event; with the reason where the last try to merge it failed.</summary>
    [Alias("AtRest"), AlwaysInterleave, ReadOnly]
    Task<string?> AtRest(CancellationToken cancellation = default);

    /// <summary>The same for a page that somebody forced: it goes out although somebody has the event.</summary>
    [Alias("ForcedAttention"), AlwaysInterleave, ReadOnly]
    Task<Attention> ForcedAttention(CancellationToken cancellation = default);
}

/// <summary>Whether an event still calls for people, and since when not and why.</summary>
[GenerateSerializer, Immutable, Alias("wf.Attention")]
public sealed record Attention(
    [property: Id(0)] bool Needed,
    [property: Id(1)] DateTimeOffset? SilentSince,
    [property: Id(2)] string? Reason,
    [property: Id(3)] string Title,
    [property: Id(4)] Severity Severity,
    [property: Id(5)] string? FacilityId,
    [property: Id(6)] string Category,
    [property: Id(7)] EventStatus Status
);
