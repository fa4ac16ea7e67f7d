using Watchfloor.ServiceLevels;

namespace Watchfloor.Tests.Rules;

/// <summary>How long people have in stories: the office works from seven to half past three, and not on Epiphany.</summary>
static class SlaSamples
{
    public static readonly BusinessCalendar Office = new(
        "Europe/Berlin",
        [new([BusinessDay.Mon, BusinessDay.Tue, BusinessDay.Wed, BusinessDay.Thu, BusinessDay.Fri], "07:00", "15:30")],
        ["2026-01-06"]
    );

    public static readonly SlaPolicySpec OfficeHours = new(
        "Office hours",
        new("pressure", "f1"),
        SlaTimes.Usual with
        {
            High = TimeSpan.FromHours(2),
        },
        Office,
        ExtendOnMerge: true,
        PauseWhileShelved: true
    );

    /// <summary>What the policy of office hours says to an event.</summary>
    public static readonly SlaTerms Terms = new("s1", 1, "Office hours", OfficeHours.Times, Office, true, true);

    /// <summary>The usual times around the clock, and nothing else.</summary>
    public static readonly SlaTerms Plain = new("s2", 1, "Plain", SlaTimes.Usual, Calendar: null, false, false);
}
