using Watchfloor.Catalogue;
using Watchfloor.Events;
using Watchfloor.Input;
using Watchfloor.Security;
using Watchfloor.ServiceLevels;

namespace Watchfloor.Mutes;

/// <summary>What is special about maintenance windows.</summary>
sealed class MaintenanceShape : ICatalogueShape<MaintenanceSpec, MaintenanceInput, MaintenanceView>
{
    public string Kind => Kinds.Maintenance;

    public string Noun => "maintenance window";

    public ValueTask<MaintenanceSpec?> Spec(
        MaintenanceInput input,
        string id,
        Entry<MaintenanceSpec>? before,
        Complaints complaints,
        Caller caller,
        CancellationToken cancellation
    )
    {
        complaints.Name("name", input.Name);
        complaints.Text("reason", input.Reason, 0, 500);
        complaints.Matchers("match", input.Match);
        complaints.Unless(input.Ends > input.Starts, "ends", "must be after starts");
        complaints.Unless(input.Ends - input.Starts <= TimeSpan.FromDays(365), "ends", "must be at most 365 days after starts");
        if (input.Recurrence is { } again)
            Check(input, again, complaints);
        return new(
            new MaintenanceSpec(
                input.Name,
                input.Reason,
                MatcherChecks.Kept(input.Match),
                input.Starts,
                input.Ends,
                input.Recurrence is { } often ? new(often.Every, Values.From(often.Days ?? []), often.Zone, often.Until) : null
            )
        );
    }

    public MaintenanceView View(Entry<MaintenanceSpec> entry)
    {
        var (name, reason, match, starts, ends, again) = entry.Spec;
        return new(
            entry.Id,
            name,
            reason,
            [.. match.Select(MatcherBody.Of)],
            starts,
            ends,
            again is null
                ? null
                : new()
                {
                    Every = again.Every,
                    Days = again.Days,
                    Zone = again.Zone,
                    Until = again.Until,
                },
            entry.Version
        );
    }

    static void Check(MaintenanceInput input, RecurrenceBody again, Complaints complaints)
    {
        var days = again.Days ?? [];
        var isWeekly = again.Every == RecurrenceEvery.Week;
        complaints.Unless(
            CalendarWords.Zone(again.Zone) is not null,
            "recurrence.zone",
            "must be a name of the IANA database, such as Europe/Vienna"
        );
        complaints.Unless(days.Count == 0 || isWeekly, "recurrence.days", "goes with every week");
        complaints.Unless(days.Distinct().Count() == days.Count, "recurrence.days", "must name each day once");
        complaints.Unless(
            input.Ends - input.Starts <= TimeSpan.FromDays(isWeekly ? 7 : 1),
            "ends",
            isWeekly
                ? "must be at most 7 days after starts, as it comes every week"
                : "must be at most 24 hours after starts, as it comes every day"
        );
        complaints.Unless(!(again.Until <= input.Starts), "recurrence.until", "must be after starts");
    }
}
