using System.Diagnostics;
using Watchfloor.Kernel;
using Watchfloor.ServiceLevels;
using static Watchfloor.Kernel.Decision;

namespace Watchfloor.Events;

/// <summary>The life of an event: raised, joined by more detections, acknowledged, worked on, resolved, closed, and perhaps reopened.</summary>
public sealed partial class EventRules : IRules<EventState, EventCommand, EventFact>, IDocumented<EventState>
{
    /// <summary>Who resolves an event whose last condition cleared.</summary>
    public const string Itself = "system";

    /// <inheritdoc/>
    public static EventState Initial { get; } = new EventUnknown();

    /// <inheritdoc/>
    public static EventCommand Tick { get; } = new EventTick();

    /// <inheritdoc/>
    public static Decision<EventFact> Decide(EventState state, EventCommand command, DateTimeOffset now) =>
        (state, command) switch
        {
            (_, Raise { Detection: var seen }) when DetectionFlaw.Of(seen) is { } flaw => Invalid(flaw),
            (_, Merge { Detection: var seen }) when DetectionFlaw.Of(seen) is { } flaw => Invalid(flaw),
            (EventUnknown, Raise raise) => Begun(raise, now),
            (_, Raise) => [], // a detection begins one event, however often it is said
            (EventUnknown, EventTick) => [],
            (EventUnknown, BreakOff off) => EventMoves.Begin(off, now),
            (EventUnknown, _) => Absent("there is no such event"),

            (EventOpen { Body.Leaving: { IsWhole: true } leaving } open, Merge merge) when !EventMoves.Keeps(open.Body, merge.Detection) =>
                Refuse($"it is being merged into event {leaving.To}"),
            (EventOpen { Body.Historical: true }, Merge { Detection.Historical: false }) => Refuse(
                "it is told for the record and pages nobody; this detection begins another event"
            ),
            (EventOpen open, Merge merge) => EventMerges.Join(open, merge, now),
            (_, Merge) => Refuse($"it is {Words(state)}; this detection begins another event"),
            (EventOpen open, Clear clear) => EventClears.Over(open.Body, clear, now),
            (_, Clear) => [],

            (EventKnown known, MergeInto or TakeIn or EndMerge or LetGo or Split or BreakOff or EndSplit) => EventMoves.Decide(
                known,
                command,
                Words(state),
                now
            ),

            (EventNew, Acknowledge acknowledge) => [new Acknowledged(acknowledge.By, now)],
            (EventAcknowledged, Acknowledge) => [], // the first hand wins; a second tap is no error
            (EventInProgress, Acknowledge) => Refuse("work on it has begun, so somebody has it already"),
            (EventNew, Unacknowledge) => [],
            (EventOpen, Unacknowledge back) => [new Unacknowledged(back.By, back.Reason, now)],
            (_, Unacknowledge) => Refuse($"it is {Words(state)}; reopen it, and nobody has it"),
            (EventOpen { Body.Asides: [.., var newest] }, Escalate) => Refuse($"it is {newest.Words()}; bring it back first"),
            (EventOpen { Body.Gathering: { } gathering }, Escalate) => Refuse($"it was {gathering.Words()}"),
            (EventOpen { Body.Historical: true }, Escalate) => Refuse("it is told for the record and pages nobody"),
            (EventOpen, Escalate { Obstacle: { } why }) => Refuse(why),
            (EventOpen, Escalate escalate) => [new Escalated(escalate.By, escalate.Reason, now)],
            (_, Escalate) => Refuse($"it is {Words(state)}; there is nothing left to escalate"),
            (EventNew, Start) => Refuse("nobody has it yet; acknowledge it first"),
            (EventAcknowledged, Start start) => [new Started(start.By, now)],
            (EventInProgress, Start) => [],
            (EventOpen { Body.Contributors: { Length: > 0 } still }, Resolve { Force: false }) => Refuse(StillOpen(still)),
            (EventOpen open, Resolve resolve) => [EventSla.End(open.Body, resolve.By, resolve.Force, resolve.Note, now)],
            (EventResolved, Resolve) => [],
            (EventOpen, Close) => Refuse($"it is {Words(state)}; resolve it first"),
            (EventResolved, Close close) => [new Closed(close.By, now)],
            (EventClosed or EventMerged, Close) => [],
            (EventOpen open, PutAside put) => EventAsides.Put(open.Body, put, now),
            (_, PutAside put) => Refuse($"it is {Words(state)}; there is nothing left to be {Aside.Said(put.Kind)}"),
            (EventOpen open, SetMute set) => EventMutes.Set(open.Body, set, now),
            (_, SetMute) => [], // what is over is muted no more
            (EventKnown known, BringBack back) => EventAsides.Bring(known.Body, back, now),
            (EventResolved or EventClosed, Reopen reopen) => [Reopened((EventKnown)state, reopen, now)],
            (EventMerged merged, Reopen) => Refuse($"it was merged into event {merged.Into}; work on that one"),
            (_, Reopen) => Refuse($"it is {Words(state)}; there is nothing to reopen"),
            (EventClosed, Assign) => Refuse("it is closed; reopen it first"),
            (EventMerged merged, Assign) => Refuse($"it was merged into event {merged.Into}; assign that one"),
            (EventKnown known, Assign assign) => EventCare.Assign(known.Body, assign, now),
            (EventKnown known, Link link) => EventCare.Link(known.Body, link, now),
            (EventKnown known, Unlink unlink) => EventCare.Unlink(known.Body, unlink, now),
            (EventKnown known, Attach attach) => EventFiles.Attach(known.Body, attach, now),
            (EventKnown known, Detach detach) => EventFiles.Detach(known.Body, detach, now),
            (EventKnown, Comment comment) => EventCare.Remark(comment, now),

            (EventOpen open, EventTick) => Looked(open, now),
            (_, EventTick) => [], // early, late or twice
            (_, Acknowledge) => Refuse($"it is {Words(state)}; there is nothing left to acknowledge"),
            (_, Start) => Refuse($"it is {Words(state)}; there is nothing left to start"),
            (_, Resolve) => Refuse($"it is {Words(state)} already"),
            _ => throw new UnreachableException($"no rule for {command} in {state}"),
        };

    /// <inheritdoc/>
    public static EventState Evolve(EventState state, EventFact fact) => Heard(After(state, fact), fact);

    static EventState After(EventState state, EventFact fact) =>
        (state, fact) switch
        {
            (EventUnknown, Raised raised) => new EventNew(EventBody.Of(raised)),
            (EventUnknown, BrokenOff off) => new EventNew(EventMoved.Of(off)),
            (EventOpen open, Merged merged) => open with { Body = open.Body.Joined(merged) },
            (EventOpen open, ConditionCleared cleared) => open with { Body = open.Body.Without(cleared) },
            (EventOpen open, ThresholdReached f) => open with { Body = open.Body.Gathered(f) },
            (EventOpen open, BecameUnstable f) => open with { Body = open.Body.Shaken(f) },
            (EventOpen open, Settled f) => open with { Body = open.Body.Calmed(f) },
            (EventNew(var body), Acknowledged f) => new EventAcknowledged(body with { UpdatedAt = f.At }, new(f.By, f.At)),
            (EventAcknowledged or EventInProgress, Unacknowledged f) => new EventNew(((EventKnown)state).Body with { UpdatedAt = f.At }),
            (EventOpen open, Escalated f) => open with { Body = open.Body with { UpdatedAt = f.At } },
            (EventAcknowledged(var body, var had), Started f) => new EventInProgress(body with { UpdatedAt = f.At }, had, new(f.By, f.At)),
            (EventOpen open, Resolved f) => Over(open, f),
            (EventResolved(var body, var had, var began, var over), Closed f) => new EventClosed(
                body with
                {
                    UpdatedAt = f.At,
                },
                had,
                began,
                over,
                new(f.By, f.At)
            ),
            (EventOpen open, SetAside f) => open with { Body = open.Body.Put(f) },
            (EventOpen open, BroughtBack f) => open with { Body = open.Body.Back(f) },
            (EventResolved or EventClosed, Reopened f) => new EventNew(((EventKnown)state).Body.Again(f)),
            (EventKnown known, Assigned f) => known with { Body = known.Body with { Assignee = f.To, UpdatedAt = f.At } },
            (EventKnown known, Linked f) => known with { Body = known.Body with { Links = known.Body.Links.Add(f.To), UpdatedAt = f.At } },
            (EventKnown known, Unlinked f) => known with
            {
                Body = known.Body with { Links = known.Body.Links.RemoveAll(link => link == f.To), UpdatedAt = f.At },
            },
            (EventKnown known, Attached f) => known with
            {
                Body = known.Body with { Attachments = known.Body.Attachments.Add(f.File.Id), UpdatedAt = f.At },
            },
            (EventKnown known, Detached f) => known with
            {
                Body = known.Body with { Attachments = known.Body.Attachments.RemoveAll(id => id == f.File.Id), UpdatedAt = f.At },
            },
            (EventKnown known, MergeBegun or MergeFailed or NotTakenIn or Arrived or PassedOn or SplitBegun or SplitOff) => known with
            {
                Body = EventMoved.After(known.Body, fact),
            },
            (EventOpen open, TakenIn taken) => open with { Body = EventMoved.With(open.Body, taken) },
            (EventOpen open, Renewed renewed) => open with { Body = EventMoved.With(open.Body, renewed) },
            (EventKnown known, MergedAway away) => EventMoved.Away(known, away),
            (EventKnown known, Commented f) => known with { Body = known.Body with { UpdatedAt = f.At } },
            (EventOpen open, SlaBreached f) => open with { Body = open.Body with { SlaBreachedAt = f.At, UpdatedAt = f.At } },
            _ => throw new UnreachableException($"{fact} cannot follow {state}"),
        };

    /// <inheritdoc/>
    public static DateTimeOffset? DueAt(EventState state) => state is EventOpen open ? open.Body.DueAt() : null;

    /// <inheritdoc/>
    public static int Rank(EventState state) => state is EventKnown known ? (int)known.Body.Severity : 5;

    /// <inheritdoc/>
    public static DateTimeOffset At(EventFact fact) => fact.At;

    /// <inheritdoc/>
    public static Claim? ClaimOf(EntityId self, EventFact fact) =>
        fact switch
        {
            Raised { Detection: { ExternalId: { } id } seen } => new(self.Tenant, seen.Source, id, self.Id),
            Merged { Detection: { ExternalId: { } id } seen } => new(self.Tenant, seen.Source, id, self.Id),
            ConditionCleared { Occurrence: { } told } => new(self.Tenant, told.Source, told.ExternalId, self.Id),
            _ => null,
        };

    static Decision<EventFact> Begun(Raise raise, DateTimeOffset now)
    {
        var due = SlaTime.Due(raise.Terms, raise.Detection.Severity, now);
        var raised = new Raised(raise.Detection, due, now, raise.Handling, raise.Past, raise.Muting, raise.Terms, raise.Unserved);
        return raise.Past is null
            ? [raised] // one change is too few for any rule
            : [raised, .. EventUnrest.Begun(before: null, EventBody.Of(raised), raise.Detection.ConditionKey, now)];
    }

    /// <summary>Whose time is over comes back, the SLA is looked at, and what settles or was seen too seldom ends.</summary>
    static Decision<EventFact> Looked(EventOpen open, DateTimeOffset now)
    {
        var facts = EventAsides.Tick(open.Body, now).Facts;
        var after = (EventOpen)facts.Aggregate((EventState)open, Evolve);
        return new(facts.AddRange(EventUnrest.Tick(after.Body, now)));
    }

    static Reopened Reopened(EventKnown over, Reopen reopen, DateTimeOffset now) =>
        new(reopen.By, reopen.Note, SlaTime.Due(reopen.Terms, over.Body.Severity, now), now, reopen.Muting, reopen.Terms);

    static EventResolved Over(EventOpen open, Resolved fact)
    {
        var (had, began) = open switch
        {
            EventAcknowledged(_, var acknowledged) => (acknowledged, (Act?)null),
            EventInProgress(_, var acknowledged, var started) => (acknowledged, started),
            _ => ((Act?)null, (Act?)null),
        };
        // Forced: whoever resolves says that they are over.
        return new(open.Body.Over(fact.At, fact.SlaDueAt), had, began, new(fact.By, fact.At));
    }

    static string StillOpen(Values<Contributor> still)
    {
        var names = string.Join(", ", still.Take(3).Select(contributor => contributor.ConditionKey));
        var more = still.Length > 3 ? $" and {still.Length - 3} more" : "";
        return still.Length == 1
            ? $"a condition is still open: {names}; force it, or wait until it clears"
            : $"{still.Length} conditions are still open: {names}{more}; force it, or wait until they clear";
    }

    static string Words(EventState state) =>
        state switch
        {
            EventNew => "new",
            EventAcknowledged => "acknowledged",
            EventInProgress => "in progress",
            EventResolved => "resolved",
            EventClosed => "closed",
            EventMerged merged => $"merged into event {merged.Into}",
            _ => "unknown",
        };
}
