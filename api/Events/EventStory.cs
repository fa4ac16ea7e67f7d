using System.Globalization;
using Watchfloor.Store;
using static Watchfloor.Events.Timeline;

namespace Watchfloor.Events;

/// <summary>The facts of an event as sentences.</summary>
static class EventStory
{
    const string System = "system";

    public static TimelineItem? Tell(JournalRow row) =>
        row.Fact switch
        {
            "raised" => MuteStory.With(
                Seen(TimelineType.Created, Read<Raised>(row).Detection, Read<Raised>(row).At, row.Actor),
                Read<Raised>(row).Muting
            ),
            "merged" => Again(Read<Merged>(row), row.Actor),
            "condition-cleared" => Cleared(Read<ConditionCleared>(row)),
            "threshold-reached" => CorrelationStory.Reached(Read<ThresholdReached>(row)),
            "became-unstable" => CorrelationStory.Unstable(Read<BecameUnstable>(row)),
            "settled" => CorrelationStory.Settled(Read<Settled>(row)),
            "acknowledged" => By(
                TimelineType.Acknowledged,
                Read<Acknowledged>(row).By,
                Read<Acknowledged>(row).At,
                "acknowledged it. Escalation stops"
            ),
            "started" => By(TimelineType.Started, Read<Started>(row).By, Read<Started>(row).At, "started to work on it"),
            "resolved" => Over(Read<Resolved>(row)),
            "unacknowledged" => GivenBack(Read<Unacknowledged>(row)),
            "escalated" => Because(
                By(TimelineType.Escalated, Read<Escalated>(row).By, Read<Escalated>(row).At, "escalated it to the next level"),
                Read<Escalated>(row).Reason
            ),
            "closed" => By(TimelineType.Closed, Read<Closed>(row).By, Read<Closed>(row).At, "closed it"),
            "set-aside" => AsideStory.Put(Read<SetAside>(row)),
            "brought-back" => AsideStory.Back(Read<BroughtBack>(row)),
            "reopened" => MuteStory.With(Again(Read<Reopened>(row)), Read<Reopened>(row).Muting),
            "assigned" => Given(Read<Assigned>(row)),
            "linked" => Joint(TimelineType.Linked, Read<Linked>(row).By, Read<Linked>(row).To, Read<Linked>(row).At, "linked it to"),
            "unlinked" => Joint(
                TimelineType.Unlinked,
                Read<Unlinked>(row).By,
                Read<Unlinked>(row).To,
                Read<Unlinked>(row).At,
                "took away its link to"
            ),
            "attached" => File(TimelineType.Attached, Read<Attached>(row).By, Read<Attached>(row).File, Read<Attached>(row).At, "attached"),
            "detached" => File(
                TimelineType.Detached,
                Read<Detached>(row).By,
                Read<Detached>(row).File,
                Read<Detached>(row).At,
                "took away"
            ),
            "commented" => Remark(Read<Commented>(row)),
            "sla-breached" => Late(Read<SlaBreached>(row)),
            _ => MoveStory.Tell(row),
        };

    static TimelineItem Seen(TimelineType type, Detection seen, DateTimeOffset at, string actor)
    {
        var detail = new Details
        {
            { "source", seen.Source },
            { "severity", Input.Words.Wire(seen.Severity) },
            { "title", seen.Title },
            { "externalId", seen.ExternalId },
            { "conditionKey", seen.ConditionKey },
            { "detectedAt", seen.DetectedAt },
        };
        var text =
            type == TimelineType.Created ? $"{seen.Source} reported: {seen.Title}" : $"{seen.Source} saw the same trouble: {seen.Title}";
        return new(at, type, actor, text, detail.Given);
    }

    static TimelineItem Again(Merged fact, string actor)
    {
        var item = Seen(TimelineType.Merged, fact.Detection, fact.At, actor);
        if (fact is { Was: null, SlaDueAt: null })
            return item;
        var detail = new Details(item.Detail) { { "was", fact.Was is { } was ? Input.Words.Wire(was) : null } };
        if (fact.SlaDueAt is { } dueAt)
            detail.Add("slaDueAt", dueAt);
        var worse = fact.Was is { } mild
            ? $". It is {Input.Words.Wire(fact.Detection.Severity)} now, it was {Input.Words.Wire(mild)}"
            : ". The SLA begins anew";
        return item with { Text = $"{item.Text}{worse}.", Detail = detail.Given };
    }

    static TimelineItem GivenBack(Unacknowledged fact) =>
        fact.By == System
            ? new(
                fact.At,
                TimelineType.Unacknowledged,
                fact.By,
                $"Nobody has it any more: {fact.Reason}. It escalates.",
                new Details { { "reason", fact.Reason } }.Given
            )
            : Because(By(TimelineType.Unacknowledged, fact.By, fact.At, "un-acknowledged it. It escalates"), fact.Reason);

    static TimelineItem Because(TimelineItem item, string? reason) =>
        string.IsNullOrWhiteSpace(reason)
            ? item
            : item with
            {
                Text = $"{item.Text} {reason}",
                Detail = new Details(item.Detail) { { "reason", reason } }.Given,
            };

    static TimelineItem Cleared(ConditionCleared fact) =>
        new(
            fact.At,
            TimelineType.ConditionCleared,
            null,
            $"The condition {fact.ConditionKey} returned to normal.",
            new Details
            {
                { "conditionKey", fact.ConditionKey },
                { "source", fact.Source },
                { "clearedAt", fact.ClearedAt },
            }.Given
        );

    static TimelineItem Over(Resolved fact)
    {
        var text =
            fact.By == System
                ? fact.Note is null
                    ? "The last condition cleared, so it is resolved."
                    : "It is resolved."
                : fact.Forced
                    ? $"{fact.By} resolved it, although conditions were still open."
                    : $"{fact.By} resolved it.";
        var detail = new Details { { "forced", fact.Forced ? "true" : null }, { "note", fact.Note } };
        return new(fact.At, TimelineType.Resolved, fact.By, fact.Note is { Length: > 0 } note ? $"{text} {note}" : text, detail.Given);
    }

    static TimelineItem Again(Reopened fact)
    {
        var text = $"{fact.By} reopened it. It escalates again.";
        var detail = new Details { { "note", fact.Note }, { "slaDueAt", fact.SlaDueAt } };
        return new(fact.At, TimelineType.Reopened, fact.By, fact.Note is { Length: > 0 } note ? $"{text} {note}" : text, detail.Given);
    }

    static TimelineItem Given(Assigned fact)
    {
        var text = fact.To is { } to ? $"{fact.By} assigned it to {to}." : $"{fact.By} assigned it to nobody.";
        return new(fact.At, TimelineType.Assigned, fact.By, text, new Details { { "to", fact.To } }.Given);
    }

    static TimelineItem Joint(TimelineType type, string by, EventLink to, DateTimeOffset at, string did)
    {
        var kind = Input.Words.Wire(to.Kind);
        var detail = new Details { { "kind", kind }, { "id", to.Id } };
        return new(at, type, by, $"{by} {did} {kind.Replace('_', ' ')} {to.Id}.", detail.Given);
    }

    static TimelineItem File(TimelineType type, string by, EventAttachment file, DateTimeOffset at, string did)
    {
        var detail = new Details
        {
            { "attachmentId", file.Id },
            { "name", file.Name },
            { "type", file.Type },
            { "size", file.Size.ToString(CultureInfo.InvariantCulture) },
        };
        return new(at, type, by, $"{by} {did} {file.Name}.", detail.Given);
    }

    static TimelineItem Remark(Commented fact) =>
        new(fact.At, TimelineType.Commented, fact.By, fact.Text, new Details { { "commentId", fact.CommentId } }.Given);

    static TimelineItem Late(SlaBreached fact) =>
        new(
            fact.At,
            TimelineType.SlaBreached,
            null,
            "It was not resolved in time: the SLA is breached.",
            new Details { { "dueAt", fact.DueAt } }.Given
        );

    static TimelineItem By(TimelineType type, string by, DateTimeOffset at, string did) => new(at, type, by, $"{by} {did}.", Details.None);
}
