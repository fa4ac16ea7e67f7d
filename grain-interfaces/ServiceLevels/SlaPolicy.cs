using System.Text.Json.Serialization;
using Watchfloor.Events;

namespace Watchfloor.ServiceLevels;

/// <summary>Which events an SLA policy is for; what is null matches all.</summary>
[GenerateSerializer, Immutable, Alias("wf.SlaMatch")]
public sealed record SlaMatch([property: Id(0)] string? Category = null, [property: Id(1)] string? FacilityId = null);

/// <summary>Time to have an event resolved, by severity.</summary>
[GenerateSerializer, Immutable, Alias("wf.SlaTimes")]
public sealed record SlaTimes(
    [property: Id(0)] TimeSpan Critical,
    [property: Id(1)] TimeSpan High,
    [property: Id(2)] TimeSpan Medium,
    [property: Id(3)] TimeSpan Low
)
{
    /// <summary>What holds where no policy says otherwise.</summary>
    public static SlaTimes Usual { get; } =
        new(Sla.For(Severity.Critical), Sla.For(Severity.High), Sla.For(Severity.Medium), Sla.For(Severity.Low));

    /// <summary>The time that a severity leaves.</summary>
    public TimeSpan For(Severity severity) =>
        severity switch
        {
            Severity.Critical => Critical,
            Severity.High => High,
            Severity.Medium => Medium,
            _ => Low,
        };
}

/// <summary>A day of the week.</summary>
[GenerateSerializer, Alias("wf.BusinessDay")]
public enum BusinessDay
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

/// <summary>On these days it is open from one time of day (<c>07:00</c>) to a later one, at most <c>24:00</c>.</summary>
[GenerateSerializer, Immutable, Alias("wf.BusinessHours")]
public sealed record BusinessHours([property: Id(0)] Values<BusinessDay> Days, [property: Id(1)] string From, [property: Id(2)] string To);

/// <summary>When time counts: in these hours of the clocks of a zone (IANA), except on holidays (<c>2026-12-25</c>).</summary>
[GenerateSerializer, Immutable, Alias("wf.BusinessCalendar")]
public sealed record BusinessCalendar(
    [property: Id(0)] string Zone,
    [property: Id(1)] Values<BusinessHours> Hours,
    [property: Id(2)] Values<string> Holidays = default
);

/// <summary>How long people have, in which hours that counts, what a merge and a shelf do to it.</summary>
[GenerateSerializer, Immutable, Alias("wf.SlaPolicySpec")]
public sealed record SlaPolicySpec(
    [property: Id(0)] string Name,
    [property: Id(1)] SlaMatch? Match,
    [property: Id(2)] SlaTimes Times,
    [property: Id(3)] BusinessCalendar? Calendar = null,
    [property: Id(4)] bool ExtendOnMerge = false,
    [property: Id(5)] bool PauseWhileShelved = false
);

/// <summary>What the policy of an event said when it was raised or reopened; editing the policy never rewrites it.</summary>
[GenerateSerializer, Immutable, Alias("wf.SlaTerms")]
public sealed record SlaTerms(
    [property: Id(0)] string PolicyId,
    [property: Id(1)] long Version,
    [property: Id(2)] string Name,
    [property: Id(3)] SlaTimes Times,
    [property: Id(4), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] BusinessCalendar? Calendar,
    [property: Id(5)] bool ExtendOnMerge,
    [property: Id(6)] bool PauseWhileShelved
);

/// <summary>How large an SLA policy may be, so that an event has room for what it says.</summary>
public static class SlaLimits
{
    /// <summary>Shorter can be kept by nobody.</summary>
    public static TimeSpan Least { get; } = TimeSpan.FromMinutes(1);

    /// <summary>The longest time, of business hours where there are such.</summary>
    public static TimeSpan Most { get; } = TimeSpan.FromDays(90);

    /// <summary>Entries of hours.</summary>
    public const int Hours = 7;

    /// <summary>Holidays.</summary>
    public const int Holidays = 40;
}
