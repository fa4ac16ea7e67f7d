namespace Watchfloor.Kernel;

/// <summary>How long things are kept.</summary>
public sealed class RetentionOptions
{
    /// <summary>Events, with all that belongs to them, from when they were closed.</summary>
    public TimeSpan Events { get; set; } = TimeSpan.FromDays(400);

    /// <summary>Readings as they came, from their receipt.</summary>
    public TimeSpan Readings { get; set; } = TimeSpan.FromDays(7);

    /// <summary>Rollups of a minute.</summary>
    public TimeSpan Minutes { get; set; } = TimeSpan.FromDays(30);

    /// <summary>Rollups of five minutes.</summary>
    public TimeSpan FiveMinutes { get; set; } = TimeSpan.FromDays(365);

    /// <summary>Rollups of an hour.</summary>
    public TimeSpan Hours { get; set; } = TimeSpan.FromDays(5 * 365);

    /// <summary>Wishes that were granted: so long a repeat of one is known.</summary>
    public TimeSpan Wishes { get; set; } = TimeSpan.FromDays(7);

    /// <summary>First answers by idempotency key.</summary>
    public TimeSpan Answers { get; set; } = TimeSpan.FromDays(7);

    /// <summary>The audit book.</summary>
    public TimeSpan Audit { get; set; } = TimeSpan.FromDays(400);

    /// <summary>What is swept, and how old it must be.</summary>
    public IEnumerable<(Aged What, TimeSpan Age)> All =>
        [
            (Aged.Readings, Readings),
            (Aged.MinuteRollups, Minutes),
            (Aged.FiveMinuteRollups, FiveMinutes),
            (Aged.HourRollups, Hours),
            (Aged.Wishes, Wishes),
            (Aged.Answers, Answers),
            (Aged.Sessions, TimeSpan.Zero),
            (Aged.Audit, Audit),
            (Aged.Events, Events),
            (Aged.Files, TimeSpan.FromDays(1)), // whoever uploads has long ended
        ];
}
