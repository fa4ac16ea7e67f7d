namespace Watchfloor.Events;

/// <summary>Whether an event still calls for people.</summary>
public static class EventAttention
{
    /// <summary>Only a new one does that was seen often enough and is not set aside. Who has it, resolved it, or set it aside silenced it.</summary>
    public static Attention Of(EventState state) =>
        state is EventKnown known
            ? Of(known, IsCalling(known), SilencedBy(state)?.At ?? AsideOf(state)?.Since ?? GatheringSince(known), Reason(state))
            : Nobody;

    /// <summary>Where somebody had it escalated, that somebody has it silences nothing: only its end does, or that it is set aside.</summary>
    public static Attention OfForced(EventState state) =>
        state switch
        {
            EventOpen open => Of(
                open,
                open.Body.Asides.Length == 0,
                open.Body.Asides is [.., var newest] ? newest.Since : null,
                open.Body.Asides is [.., var last] ? last.Words() : null
            ),
            EventResolved over => Of(over, needed: false, over.Resolved.At, Silences.ResolvedBy(over.Resolved.By)),
            EventClosed over => Of(over, needed: false, over.Resolved.At, Silences.ResolvedBy(over.Resolved.By)),
            EventMerged away => Of(away, needed: false, away.Merged.At, Silences.MergedInto(away.Into, away.Merged.By)),
            _ => Nobody,
        };

    static bool IsCalling(EventKnown known) => known is EventNew { Body: { Asides.Length: 0, Gathering: null } };

    static DateTimeOffset? GatheringSince(EventKnown known) => known.Body is { Gathering: not null, ReceivedAt: var since } ? since : null;

    static Attention Nobody { get; } = new(false, null, "there is no such event", "", Severity.Low, null, "", EventStatus.New);

    static Attention Of(EventKnown known, bool needed, DateTimeOffset? since, string? reason) =>
        new(
            needed,
            since,
            reason,
            known.Body.Title,
            known.Body.Severity,
            known.Body.FacilityId,
            known.Body.Category,
            EventRules.StatusOf(known)
        );

    static Act? SilencedBy(EventState state) =>
        state switch
        {
            EventAcknowledged(_, var acknowledged) => acknowledged,
            EventInProgress(_, var acknowledged, _) => acknowledged,
            EventResolved(_, var acknowledged, _, var resolved) => acknowledged ?? resolved,
            EventClosed(_, var acknowledged, _, var resolved, _) => acknowledged ?? resolved,
            EventMerged(_, var acknowledged, _, _, var merged) => acknowledged ?? merged,
            _ => null,
        };

    static Aside? AsideOf(EventState state) => state is EventNew { Body.Asides: [.., var newest] } ? newest : null;

    static Gathering? GatheringOf(EventState state) => state is EventNew { Body.Gathering: { } gathering } ? gathering : null;

    static string? Reason(EventState state) =>
        state switch
        {
            EventResolved(_, null, _, var resolved) => Silences.ResolvedBy(resolved.By),
            EventClosed(_, null, _, var resolved, _) => Silences.ResolvedBy(resolved.By),
            EventMerged(_, null, _, var into, var merged) => Silences.MergedInto(into, merged.By),
            _ => SilencedBy(state) is { } act ? Silences.AcknowledgedBy(act.By) : AsideOf(state)?.Words() ?? GatheringOf(state)?.Words(),
        };
}
