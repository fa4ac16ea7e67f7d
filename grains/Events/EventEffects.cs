using Watchfloor.Escalations;
using Watchfloor.Kernel;
using Watchfloor.Mutes;

namespace Watchfloor.Events;

public sealed partial class EventRules
{
    /// <inheritdoc/>
    public static IEnumerable<Effect> Effects(EntityId self, EventState state, EventFact fact)
    {
        if (ForEscalation(state, fact) is { } command)
            yield return new Effect(self with { Kind = Kinds.Escalation }, command);
        if (ForOther(self, fact) is { } mutual)
            yield return mutual;
        if (ForMutes(self, state, fact) is { } heard)
            yield return new Effect(MutesKey.Of(self.Tenant), heard);
        if (state is EventKnown known)
        {
            if (fact is Reopened)
                yield return new Effect(Home(self, known.Body), new FollowEvent(self.Id, known.Body.DetectedAt));
            foreach (var move in EventMoveEffects.Of(self, known, fact))
                yield return move;
        }
    }

    static EscalationCommand? ForEscalation(EventState state, EventFact fact) =>
        (state, fact) switch
        {
            (EventKnown { Body.Historical: true }, not (Acknowledged or Resolved or MergedAway)) => null, // told for the record
            (_, Raised { Unserved: true }) => null, // as when it looks whom to page and finds nobody
            (EventKnown { Body: { Gathering: null } body }, Raised) => Begin(body, body.ReceivedAt),
            (EventNew { Body: var body }, ThresholdReached reached) => Begin(body, reached.At),
            (EventKnown { Body: var body }, BrokenOff) => Begin(body, body.ReceivedAt),
            (EventMerged { Acknowledged: null }, MergedAway away) => new SilenceEscalation(Silences.MergedInto(away.Into, away.By)),
            (EventKnown { Body: var body }, Reopened reopened) => new BeginAnew(Begin(body, reopened.At)),
            (_, Acknowledged acknowledged) => new SilenceEscalation(Silences.AcknowledgedBy(acknowledged.By)),
            (EventResolved { Acknowledged: null, Body.Unserved: true }, Resolved) => null, // nothing there that could page
            (EventResolved { Acknowledged: null }, Resolved resolved) => new SilenceEscalation(Silences.ResolvedBy(resolved.By)),
            (
                EventNew { Body: { Gathering: null } body },
                Merged { Was: not null }
                    or TakenIn { Was: not null }
                    or Renewed { Was: not null }
            ) => new WorsenEscalation(Begin(body, fact.At)),
            (EventNew { Body: var body }, Unacknowledged back) => new ResumeEscalation(
                Begin(body, back.At),
                Silences.EndedBy(back),
                Waits: body.Gathering is not null
            ),
            (EventOpen { Body: var body }, Escalated escalated) => new ForceEscalation(
                Silences.BrokenBy(escalated),
                Begin(body, escalated.At)
            ),
            (EventNew, SlaBreached) => new HastenEscalation("sla breached"),
            (EventNew { Body: var body }, SetAside or BroughtBack) => body.Asides is [.., var newest]
                ? new HoldEscalation(newest.Words())
                : new ReleaseEscalation(),
            _ => null, // merges that make nothing worse page nobody; what is acknowledged is silent already
        };

    /// <summary>From the first word on that its escalations get, they are told how it ends.</summary>
    static EventState Heard(EventState state, EventFact fact) =>
        state is EventKnown { Body.Unserved: true } known && fact is not Raised && ForEscalation(state, fact) is not null
            ? known with
            {
                Body = known.Body with { Unserved = false },
            }
            : state;

    internal static BeginEscalation Begin(EventBody body, DateTimeOffset from) =>
        new(body.Severity, body.Category, body.FacilityId, from, Held: body.Asides is [.., var newest] ? newest.Words() : null);

    /// <summary>The end of every event is told: nobody stays muted by one that is over, whenever it began to mute.</summary>
    static MutesCommand? ForMutes(EntityId self, EventState state, EventFact fact) =>
        fact switch
        {
            Raised { Muting: not null } or Reopened { Muting: not null } or BrokenOff { Muting: not null } => new EventOpened(self.Id),
            ThresholdReached or Merged { Was: not null } or TakenIn { Was: not null } or Renewed { Was: not null } => new EventOpened(
                self.Id
            ),
            Resolved or MergedAway => new EventOver(self.Id),
            _ => null,
        };

    /// <summary>The other event points back; that it then points here is no news to this one, so it ends there.</summary>
    static Effect? ForOther(EntityId self, EventFact fact) =>
        fact switch
        {
            Linked { To: { Kind: LinkKind.Event } to } linked => new(self with { Id = to.Id }, new Link(linked.By, Here(self))),
            Unlinked { To: { Kind: LinkKind.Event } to } unlinked => new(self with { Id = to.Id }, new Unlink(unlinked.By, Here(self))),
            _ => null,
        };

    /// <summary>Where detections that may join it are decided on.</summary>
    static EntityId Home(EntityId self, EventBody body) =>
        body.Handling?.Group is { } group
            ? new(CorrelationKey.Kind, self.Tenant, group)
            : CorrelationKey.Of(self.Tenant, body.FacilityId, body.Category);

    static EventLink Here(EntityId self) => new(LinkKind.Event, self.Id);
}
