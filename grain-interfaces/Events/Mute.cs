namespace Watchfloor.Events;

/// <summary>
/// That the house itself sets an event aside: in a way of its own, because of a window or of another event (<paramref name="Cause"/> is its id),
/// for a reason in words, until then. Without an end: until the cause is over.
/// </summary>
[GenerateSerializer, Immutable, Alias("wf.Mute")]
public sealed record Mute(
    [property: Id(0)] AsideKind Kind,
    [property: Id(1)] string Cause,
    [property: Id(2)] string Reason,
    [property: Id(3)] DateTimeOffset? Until,
    [property: Id(4)] bool PausesSla
);

/// <summary>How an event is muted as it opens. Without a mute: it is not, and may mute others.</summary>
[GenerateSerializer, Immutable, Alias("wf.Muting")]
public sealed record Muting([property: Id(0)] Values<Mute> Mutes);

/// <summary>That an event is muted, as people and programs see it. The cause is the id of a maintenance window, or of the event that inhibits it.</summary>
public sealed record MuteView(AsideKind Kind, string Reason, DateTimeOffset Since, DateTimeOffset? Until, string CauseId);
