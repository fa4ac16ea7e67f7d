using System.Text.Json.Serialization;

namespace Watchfloor.Notifications;

/// <summary>Where a page stands, with what is known there and no more.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "is")]
[JsonDerivedType(typeof(UnknownPage), "unknown")]
[JsonDerivedType(typeof(DuePage), "due")]
[JsonDerivedType(typeof(AttemptingPage), "attempting")]
[JsonDerivedType(typeof(RetryingPage), "retrying")]
[JsonDerivedType(typeof(DeliveredPage), "delivered")]
[JsonDerivedType(typeof(DeadPage), "dead")]
[JsonDerivedType(typeof(SuppressedPage), "suppressed")]
public abstract record PageState;

/// <summary>Nobody asked for it.</summary>
public sealed record UnknownPage : PageState;

/// <summary>Somebody asked for it.</summary>
public abstract record KnownPage(PageBody Body) : PageState;

/// <summary>Nobody has it yet, and it is not given up.</summary>
public abstract record OpenPage(PageBody Body) : KnownPage(Body);

/// <summary>To be tried at once.</summary>
public sealed record DuePage(PageBody Body, DateTimeOffset At) : OpenPage(Body);

/// <summary>An attempt is under way, in a life of a silo where there are several.</summary>
public sealed record AttemptingPage(
    PageBody Body,
    DateTimeOffset StartedAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] string? Life = null
) : OpenPage(Body);

/// <summary>To be tried again.</summary>
public sealed record RetryingPage(PageBody Body, DateTimeOffset RetryAt) : OpenPage(Body);

/// <summary>The receiver has it.</summary>
public sealed record DeliveredPage(PageBody Body, DateTimeOffset At, bool Crossed) : KnownPage(Body);

/// <summary>Given up.</summary>
public sealed record DeadPage(PageBody Body, string Reason, DateTimeOffset At) : KnownPage(Body);

/// <summary>Not needed any more.</summary>
public sealed record SuppressedPage(PageBody Body, string Reason, DateTimeOffset At) : KnownPage(Body);
