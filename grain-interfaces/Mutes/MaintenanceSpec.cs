using Watchfloor.Events;

namespace Watchfloor.Mutes;

/// <summary>How often a maintenance window comes again.</summary>
[GenerateSerializer, Alias("wf.RecurrenceEvery")]
public enum RecurrenceEvery
{
    /// <summary>Every day.</summary>
    Day = 0,

    /// <summary>Every week, on some days of it.</summary>
    Week = 1,
}

/// <summary>A day of a week.</summary>
[GenerateSerializer, Alias("wf.RecurrenceDay")]
public enum RecurrenceDay
{
    /// <summary>Monday.</summary>
    Mon = 0,

    /// <summary>Tuesday.</summary>
    Tue = 1,

    /// <summary>Wednesday.</summary>
    Wed = 2,

    /// <summary>Thursday.</summary>
    Thu = 3,

    /// <summary>Friday.</summary>
    Fri = 4,

    /// <summary>Saturday.</summary>
    Sat = 5,

    /// <summary>Sunday.</summary>
    Sun = 6,
}

/// <summary>
/// When a window comes again: at the same times of the wall clock in <paramref name="Zone"/> (a name of the IANA database). No days: that of the
/// first time. Nothing begins at <paramref name="Until"/> or later.
/// </summary>
[GenerateSerializer, Immutable, Alias("wf.Recurrence")]
public sealed record Recurrence(
    [property: Id(0)] RecurrenceEvery Every,
    [property: Id(1)] Values<RecurrenceDay> Days,
    [property: Id(2)] string Zone,
    [property: Id(3)] DateTimeOffset? Until
);

/// <summary>
/// While it lasts, events that match are muted. Without matchers it is all events. What recurs is first from <paramref name="Starts"/> to
/// <paramref name="Ends"/>.
/// </summary>
[GenerateSerializer, Immutable, Alias("wf.MaintenanceSpec")]
public sealed record MaintenanceSpec(
    [property: Id(0)] string Name,
    [property: Id(1)] string? Reason,
    [property: Id(2)] Values<LabelMatcher> Match,
    [property: Id(3)] DateTimeOffset Starts,
    [property: Id(4)] DateTimeOffset Ends,
    [property: Id(5)] Recurrence? Recurrence
);
