namespace Watchfloor.Events;

/// <summary>Whether an event still calls for people.</summary>
public static class EventAttention
{
    /// <summary>Only a new one does that was seen often enough and is not set aside. Who has it, resolved it, or set it aside silenced it.</summary>
    public static Attention Of(EventState state) =>
        state is not EventKnown { Body: var body }
            ? new(false, null, "there is no such event", "", Severity.Low, null, "", EventStatus.New)
            : new(
                Needed: state is EventNew && body.Asides.Length == 0 && body.Gathering is null,
                SilencedBy(state)?.At ?? AsideOf(state)?.Since ?? (body.Gathering is null ? null : body.ReceivedAt),
                Reason(state),
                body.Title,
                body.Severity,
                body.FacilityId,
                body.Category,
                EventRules.StatusOf(state)
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
