namespace Watchfloor.ServiceLevels;

/// <summary>How long people have to resolve an event, and when that counts. Without a match it is for every event.</summary>
sealed record SlaPolicyInput
{
    /// <summary>1–200 characters.</summary>
    public required string Name { get; init; }

    /// <summary>Which events it is for; the most specific policy wins.</summary>
    public SlaMatchBody? Match { get; init; }

    /// <summary>How long, by severity.</summary>
    public required SlaTimesBody Times { get; init; }

    /// <summary>Business hours; without them time counts around the clock.</summary>
    public CalendarBody? Calendar { get; init; }

    /// <summary>Each detection that joins the event begins the time anew.</summary>
    public bool ExtendOnMerge { get; init; }

    /// <summary>While the event is shelved its time stands still.</summary>
    public bool PauseWhileShelved { get; init; }
}

/// <summary>Which events; what is left out matches all.</summary>
/// <param name="Category">This category.</param>
/// <param name="FacilityId">This facility.</param>
sealed record SlaMatchBody(string? Category = null, string? FacilityId = null);

/// <summary>From a minute to 90 days each; what is left out is 15 minutes, 1, 4 and 24 hours.</summary>
/// <param name="Critical">For critical ones.</param>
/// <param name="High">For high ones.</param>
/// <param name="Medium">For medium ones.</param>
/// <param name="Low">For low ones.</param>
sealed record SlaTimesBody(TimeSpan? Critical = null, TimeSpan? High = null, TimeSpan? Medium = null, TimeSpan? Low = null);

/// <summary>When time counts.</summary>
sealed record CalendarBody
{
    /// <summary>The IANA name of a time zone, such as <c>Europe/Berlin</c>.</summary>
    public required string Zone { get; init; }

    /// <summary>1–7 of them; what overlaps counts once.</summary>
    public required IReadOnlyList<HoursBody> Hours { get; init; }

    /// <summary>At most 40 days, such as <c>2026-12-25</c>, on which nothing counts.</summary>
    public IReadOnlyList<string>? Holidays { get; init; }
}

/// <summary>On these days it counts from one time of day to a later one.</summary>
sealed record HoursBody
{
    /// <summary>Days of the week, each once.</summary>
    public required IReadOnlyList<BusinessDay> Days { get; init; }

    /// <summary>Such as <c>07:00</c>.</summary>
    public required string From { get; init; }

    /// <summary>Such as <c>15:30</c>, at most <c>24:00</c>.</summary>
    public required string To { get; init; }
}

/// <summary>An SLA policy.</summary>
sealed record SlaPolicyView(
    string Id,
    string Name,
    SlaMatchBody? Match,
    SlaTimesBody Times,
    CalendarBody? Calendar,
    bool ExtendOnMerge,
    bool PauseWhileShelved,
    long Version
);
