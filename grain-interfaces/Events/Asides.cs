namespace Watchfloor.Events;

/// <summary>
/// How an event was set aside. It stays where it stands and pages nobody; each way ends for itself. People do the first three, the house alone
/// the others: those mute.
/// </summary>
[GenerateSerializer, Alias("wf.AsideKind")]
public enum AsideKind
{
    /// <summary>An operator puts it off for a while (ISA-18.2: shelved).</summary>
    Shelved = 0,

    /// <summary>It means nothing in the present state of the plant (ISA-18.2: suppressed by design).</summary>
    Suppressed = 1,

    /// <summary>What reports it is being worked on (ISA-18.2: out of service).</summary>
    OutOfService = 2,

    /// <summary>A maintenance window holds it.</summary>
    Maintenance = 3,

    /// <summary>Another event that is open says enough.</summary>
    Inhibited = 4,
}

/// <summary>An event is set aside until then, by whom and why. One-shot: or until it changes by itself, whichever comes first.</summary>
public sealed record AsideView(string By, string Reason, DateTimeOffset Since, DateTimeOffset Until, bool OneShot);

/// <summary>How an event is set aside, as one number: a bit for each kind.</summary>
public static class AsideMarks
{
    /// <summary>Null: not at all.</summary>
    public static long? Of(IEnumerable<AsideKind> kinds)
    {
        var marks = 0L;
        foreach (var kind in kinds)
            marks |= 1L << (int)kind;
        return marks == 0 ? null : marks;
    }

    /// <summary>The kinds that a number stands for.</summary>
    public static IEnumerable<AsideKind> Read(long marks) => Enum.GetValues<AsideKind>().Where(kind => (marks & 1L << (int)kind) != 0);
}

/// <summary>How long an event can be set aside. Nothing is forgotten: there is always an end.</summary>
public static class AsideLimits
{
    /// <summary>Shorter makes no sense.</summary>
    public static TimeSpan Least { get; } = TimeSpan.FromSeconds(1);

    /// <summary>The cap of a one-shot shelf whose length nobody said.</summary>
    public static TimeSpan OneShot { get; } = TimeSpan.FromHours(24);

    /// <summary>Characters of a reason.</summary>
    public const int LongestReason = 500;

    /// <summary>Whether the house alone sets events aside in this way, and brings them back.</summary>
    public static bool IsMute(AsideKind kind) => kind is AsideKind.Maintenance or AsideKind.Inhibited;

    /// <summary>A week on the shelf, a year otherwise.</summary>
    public static TimeSpan Most(AsideKind kind) => TimeSpan.FromDays(kind == AsideKind.Shelved ? 7 : 365);
}
