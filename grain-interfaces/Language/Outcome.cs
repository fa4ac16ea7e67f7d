namespace Watchfloor;

/// <summary>What became of a command.</summary>
[GenerateSerializer, Alias("wf.OutcomeKind")]
public enum OutcomeKind
{
    /// <summary>Facts were recorded and are durable.</summary>
    Done = 0,

    /// <summary>Nothing had to change; what was asked for is already so, durably.</summary>
    Unchanged = 1,

    /// <summary>The rules forbid it in this state; <see cref="Outcome.Reason"/> says why and what to do.</summary>
    Refused = 2,

    /// <summary>There is no such thing.</summary>
    Absent = 3,

    /// <summary>The command itself makes no sense, in any state.</summary>
    Invalid = 4,

    /// <summary>The occurrence belongs to another event, whose id is in <see cref="Outcome.Reason"/>.</summary>
    Claimed = 5,

    /// <summary>The caller decided on another version than the present one, which is <see cref="Outcome.Version"/>.</summary>
    Stale = 6,

    /// <summary>Not yet: programs of an older version could not read what would be written. <see cref="Outcome.Reason"/> says so.</summary>
    Held = 7,
}

/// <summary>The answer to every command. A refusal is a value with a reason a person can act on, never an exception.</summary>
[GenerateSerializer, Immutable, Alias("wf.Outcome")]
public sealed record Outcome([property: Id(0)] OutcomeKind Kind, [property: Id(1)] long Version, [property: Id(2)] string? Reason = null)
{
    /// <summary>True when what was asked for is now so.</summary>
    public bool Succeeded => Kind is OutcomeKind.Done or OutcomeKind.Unchanged;
}
