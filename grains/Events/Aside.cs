using System.Text.Json.Serialization;

namespace Watchfloor.Events;

/// <summary>
/// That an event is set aside: how, by whom, why and until when, and whether its SLA stands still meanwhile. What the house mutes has a cause, and
/// ends with it where it has no end.
/// </summary>
public sealed record Aside(
    AsideKind Kind,
    string By,
    string Reason,
    DateTimeOffset Since,
    DateTimeOffset? Until,
    bool OneShot,
    bool PausesSla,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Cause = null
)
{
    const int Room = 240;

    /// <summary>As it was recorded; of a long reason the journal keeps the end.</summary>
    public static Aside Of(SetAside fact) =>
        new(fact.Kind, fact.By, Short(fact.Reason), fact.At, fact.Until, fact.OneShot, fact.PausesSla, fact.Cause);

    /// <summary>By the house.</summary>
    public static Aside Of(Mute mute, DateTimeOffset at) =>
        new(mute.Kind, EventRules.Itself, Short(mute.Reason), at, mute.Until, OneShot: false, mute.PausesSla, mute.Cause);

    /// <summary>As much of a reason as there is room for.</summary>
    public static string Short(string reason) => JsonRoom.Shorten(reason, Room);

    /// <summary>Whether it is what the house wants.</summary>
    public bool Says(Mute mute) => this == Of(mute, Since);

    /// <summary>Why nobody is paged.</summary>
    public string Words()
    {
        var by = AsideLimits.IsMute(Kind) ? "" : $" by {By}";
        var until = Until is { } end ? $" until {end.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC" : "";
        return $"{Said(Kind)}{by}{until}: {Reason}";
    }

    /// <summary>As people say it.</summary>
    public static string Said(AsideKind kind) =>
        kind switch
        {
            AsideKind.Shelved => "shelved",
            AsideKind.Suppressed => "suppressed by design",
            AsideKind.OutOfService => "out of service",
            AsideKind.Maintenance => "in maintenance",
            _ => "inhibited",
        };
}
