namespace Watchfloor.Events;

/// <summary>That an event is set aside: how, by whom, why and until when, and whether its SLA stands still meanwhile.</summary>
public sealed record Aside(
    AsideKind Kind,
    string By,
    string Reason,
    DateTimeOffset Since,
    DateTimeOffset Until,
    bool OneShot,
    bool PausesSla
)
{
    const int Room = 240;

    /// <summary>As it was recorded; of a long reason the journal keeps the end.</summary>
    public static Aside Of(SetAside fact) =>
        new(fact.Kind, fact.By, JsonRoom.Shorten(fact.Reason, Room), fact.At, fact.Until, fact.OneShot, fact.PausesSla);

    /// <summary>Why nobody is paged.</summary>
    public string Words() => $"{Said(Kind)} by {By} until {Until.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC: {Reason}";

    /// <summary>As people say it.</summary>
    public static string Said(AsideKind kind) =>
        kind switch
        {
            AsideKind.Shelved => "shelved",
            AsideKind.Suppressed => "suppressed by design",
            _ => "out of service",
        };
}
