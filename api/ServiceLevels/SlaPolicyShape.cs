using Watchfloor.Catalogue;
using Watchfloor.Input;
using Watchfloor.Security;

namespace Watchfloor.ServiceLevels;

/// <summary>What is special about SLA policies.</summary>
sealed class SlaPolicyShape(KnownThings known) : ICatalogueShape<SlaPolicySpec, SlaPolicyInput, SlaPolicyView>
{
    public string Kind => Kinds.SlaPolicy;

    public string Noun => "SLA policy";

    public async ValueTask<SlaPolicySpec?> Spec(
        SlaPolicyInput input,
        string id,
        Entry<SlaPolicySpec>? before,
        Complaints complaints,
        Caller caller,
        CancellationToken cancellation
    )
    {
        complaints.Name("name", input.Name);
        complaints.Slug("match.category", input.Match?.Category);
        await known.Facility(complaints, "match.facilityId", input.Match?.FacilityId, caller.Tenant, cancellation);
        complaints.Between("times.critical", input.Times.Critical, SlaLimits.Least, SlaLimits.Most);
        complaints.Between("times.high", input.Times.High, SlaLimits.Least, SlaLimits.Most);
        complaints.Between("times.medium", input.Times.Medium, SlaLimits.Least, SlaLimits.Most);
        complaints.Between("times.low", input.Times.Low, SlaLimits.Least, SlaLimits.Most);
        if (input.Calendar is { } calendar)
            Check(calendar, complaints);
        return ToSpec(input);
    }

    public SlaPolicyView View(Entry<SlaPolicySpec> entry)
    {
        var (id, version, spec) = entry;
        var times = new SlaTimesBody(spec.Times.Critical, spec.Times.High, spec.Times.Medium, spec.Times.Low);
        var match = spec.Match is { } given ? new SlaMatchBody(given.Category, given.FacilityId) : null;
        return new(id, spec.Name, match, times, ToBody(spec.Calendar), spec.ExtendOnMerge, spec.PauseWhileShelved, version);
    }

    static void Check(CalendarBody calendar, Complaints complaints)
    {
        complaints.Unless(
            CalendarWords.Zone(calendar.Zone) is not null,
            "calendar.zone",
            "names no time zone that is known here; give an IANA name such as Europe/Berlin"
        );
        complaints.Unless(calendar.Hours.Count is >= 1 and <= SlaLimits.Hours, "calendar.hours", $"must be 1 to {SlaLimits.Hours}");
        for (var i = 0; i < Math.Min(calendar.Hours.Count, SlaLimits.Hours); i++)
            Check(calendar.Hours[i], $"calendar.hours[{i}]", complaints);
        var holidays = calendar.Holidays ?? [];
        complaints.Unless(holidays.Count <= SlaLimits.Holidays, "calendar.holidays", $"must be at most {SlaLimits.Holidays}");
        for (var i = 0; i < Math.Min(holidays.Count, SlaLimits.Holidays); i++)
            complaints.Unless(CalendarWords.Day(holidays[i]) is not null, $"calendar.holidays[{i}]", "must be a day such as 2026-12-25");
    }

    static void Check(HoursBody hours, string path, Complaints complaints)
    {
        var isEachOnce = hours.Days.Count > 0 && hours.Days.Distinct().Count() == hours.Days.Count;
        complaints.Unless(isEachOnce, $"{path}.days", "must be days of the week, each once");
        var (from, to) = (CalendarWords.Minutes(hours.From), CalendarWords.Minutes(hours.To));
        complaints.Unless(from is not null, $"{path}.from", "must be a time of day such as 07:00");
        complaints.Unless(to is not null, $"{path}.to", "must be a time of day such as 15:30, at most 24:00");
        complaints.Unless(from is null || to is null || from < to, $"{path}.to", "must be later than from; for a night name two hours");
    }

    static SlaPolicySpec ToSpec(SlaPolicyInput input) =>
        new(
            input.Name,
            input.Match is { } match ? new SlaMatch(match.Category, match.FacilityId) : null,
            new(
                input.Times.Critical ?? SlaTimes.Usual.Critical,
                input.Times.High ?? SlaTimes.Usual.High,
                input.Times.Medium ?? SlaTimes.Usual.Medium,
                input.Times.Low ?? SlaTimes.Usual.Low
            ),
            input.Calendar is { } calendar ? ToCalendar(calendar) : null,
            input.ExtendOnMerge,
            input.PauseWhileShelved
        );

    static BusinessCalendar ToCalendar(CalendarBody calendar) =>
        new(
            calendar.Zone,
            Values.From(calendar.Hours.Select(hours => new BusinessHours(Values.From(hours.Days), hours.From, hours.To))),
            Values.From(calendar.Holidays ?? [])
        );

    static CalendarBody? ToBody(BusinessCalendar? calendar) =>
        calendar is null
            ? null
            : new()
            {
                Zone = calendar.Zone,
                Hours =
                [
                    .. calendar.Hours.Select(hours => new HoursBody
                    {
                        Days = hours.Days,
                        From = hours.From,
                        To = hours.To,
                    }),
                ],
                Holidays = calendar.Holidays,
            };
}
