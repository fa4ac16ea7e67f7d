using System.Collections.Immutable;
using System.Text.Json;
using Watchfloor.Json;
using Watchfloor.Kernel;

namespace Watchfloor.Events;

public sealed partial class EventRules
{
    /// <inheritdoc/>
    public static Document? Describe(EntityId self, EventState state, long version) =>
        state is EventKnown known ? Shown(View(self, known, version), known) : null;

    /// <summary>The status on the wire.</summary>
    public static EventStatus StatusOf(EventState state) =>
        state switch
        {
            EventAcknowledged => EventStatus.Acknowledged,
            EventInProgress => EventStatus.InProgress,
            EventResolved => EventStatus.Resolved,
            EventClosed or EventMerged => EventStatus.Closed,
            _ => EventStatus.New,
        };

    static EventView View(EntityId self, EventKnown state, long version)
    {
        var body = state.Body;
        var (acknowledged, started, resolved, closed) = Acts(state);
        return new()
        {
            Id = self.Id,
            Status = StatusOf(state),
            Severity = body.Severity,
            Category = body.Category,
            FacilityId = body.FacilityId,
            Title = body.Title,
            Description = body.Description,
            Source = body.Source,
            ExternalId = body.ExternalId,
            Location = body.Location,
            Attributes = Labels(body.Attributes),
            DetectedAt = body.DetectedAt,
            ReceivedAt = body.ReceivedAt,
            UpdatedAt = body.UpdatedAt,
            Count = body.Count,
            LastDetectedAt = body.LastDetectedAt,
            Contributors = body.Contributors.Map(contributor => contributor with { Seen = null, Newest = null }),
            Unstable = body.Unstable is { } unstable ? new(unstable.Since, unstable.Changes) : null,
            Gathering = body.Gathering is { Threshold: var (count, within) } gathering ? new(gathering.Lately, count, within) : null,
            SlaDueAt = body.SlaDueAt,
            SlaBreachedAt = body.SlaBreachedAt,
            AcknowledgedAt = acknowledged?.At,
            AcknowledgedBy = acknowledged?.By,
            StartedAt = started?.At,
            ResolvedAt = resolved?.At,
            ResolvedBy = resolved?.By,
            ClosedAt = closed?.At,
            Shelved = View(body.AsideOf(AsideKind.Shelved)),
            Suppressed = View(body.AsideOf(AsideKind.Suppressed)),
            OutOfService = View(body.AsideOf(AsideKind.OutOfService)),
            Muted = Mutes(body),
            SlaPausedAt = body.SlaPausedAt,
            SlaPolicy = body.SlaTerms is { } terms ? new(terms.PolicyId, terms.Name) : null,
            Assignee = body.Assignee,
            Links = body.Links,
            Attachments = body.Attachments.Length,
            MergedInto = (state as EventMerged)?.Into,
            SplitFrom = body.SplitFrom,
            Historical = body.Historical,
            Version = version,
        };
    }

    static AsideView? View(Aside? aside) =>
        aside is { Until: { } until } ? new(aside.By, aside.Reason, aside.Since, until, aside.OneShot) : null;

    static Values<MuteView> Mutes(EventBody body) =>
        body.Asides.Length == 0
            ? []
            : Values.From(
                from aside in body.Asides
                where AsideLimits.IsMute(aside.Kind)
                select new MuteView(aside.Kind, aside.Reason, aside.Since, aside.Until, aside.Cause ?? "")
            );

    static (Act? Acknowledged, Act? Started, Act? Resolved, Act? Closed) Acts(EventKnown state) =>
        state switch
        {
            EventAcknowledged(_, var acknowledged) => (acknowledged, null, null, null),
            EventInProgress(_, var acknowledged, var started) => (acknowledged, started, null, null),
            EventResolved(_, var acknowledged, var started, var resolved) => (acknowledged, started, resolved, null),
            EventClosed(_, var acknowledged, var started, var resolved, var closed) => (acknowledged, started, resolved, closed),
            EventMerged(_, var acknowledged, var started, _, var merged) => (acknowledged, started, null, merged),
            _ => default,
        };

    static Dictionary<string, string> Labels(Values<EventAttribute> attributes)
    {
        var labels = new Dictionary<string, string>();
        foreach (var (name, value) in attributes)
            labels[name] = value;
        return labels;
    }

    static string? Listed(IReadOnlyCollection<string> keys) => keys.Count > 0 ? JsonSerializer.Serialize(keys, WireJson.Options) : null;

    static Document Shown(EventView view, EventKnown state) => new(view, Columns(state, state.Body.FoundBy(view)));

    static ImmutableArray<Column> Columns(EventKnown state, SearchColumns search) =>
        [
            new("status", WireWords.Of(StatusOf(state))),
            new("severity", (long)state.Body.Severity),
            new("category", state.Body.Category),
            new("facility_id", state.Body.FacilityId),
            new("title", state.Body.Title),
            new("source", state.Body.Source),
            new("external_id", state.Body.ExternalId),
            new("detected_at", state.Body.DetectedAt),
            new("received_at", state.Body.ReceivedAt),
            new("updated_at", state.Body.UpdatedAt),
            new("sla_due_at", state.Body.SlaDueAt),
            new("assignee", state.Body.Assignee),
            new("asides", AsideMarks.Of(state.Body.Asides.Select(aside => aside.Kind))),
            new("attachments", state.Body.Attachments.Length == 0 ? null : string.Join(' ', state.Body.Attachments)),
            new("lat_e7", search.Lat),
            new("lon_e7", search.Lon),
            new("terms", search.Terms),
            new("merged_into", (state as EventMerged)?.Into),
            new("keys", Listed(state.Body.Keys(isOpen: state is EventOpen))),
        ];
}
