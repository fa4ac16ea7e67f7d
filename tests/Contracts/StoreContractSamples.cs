using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Watchfloor.Catalogue;
using Watchfloor.Events;
using Watchfloor.Json;
using Watchfloor.Kernel;

namespace Watchfloor.Tests.Contracts;

/// <summary>Commits as a grain would make them.</summary>
static class StoreContractSamples
{
    public static DateTimeOffset T0 { get; } = new(2026, 1, 5, 6, 0, 0, TimeSpan.Zero);

    public static TenantId Tenant => TenantId.Default;

    public static EntityId Event(string id) => new(Kinds.Event, Tenant, id);

    public static EntityId Of(string kind, string id) => new(kind, Tenant, id);

    /// <summary>A commit with nothing but facts and a state that names its version.</summary>
    public static Commit Commit(EntityId entity, long expected, int facts = 1) =>
        new()
        {
            Entity = entity,
            Expected = expected,
            Facts = [.. Enumerable.Range(1, facts).Select(i => new RecordedFact("noted", Utf8($"{{\"n\":{expected + i}}}"), T0))],
            State = Utf8($"{{\"version\":{expected + facts}}}"),
            View = null,
            Columns = [],
            Due = null,
            Outbox = [],
            Claims = [],
            Request = null,
            Actor = "ana",
        };

    /// <summary>An event as readers see it.</summary>
    public static EventView View(string id, EventStatus status = EventStatus.New, Severity severity = Severity.High, int minute = 0) =>
        new()
        {
            Id = id,
            Status = status,
            Severity = severity,
            Category = "pressure",
            FacilityId = "boiler-house",
            Title = $"Trouble {id}",
            Source = "scada",
            Attributes = new Dictionary<string, string>(),
            DetectedAt = T0,
            ReceivedAt = T0.AddMinutes(minute),
            UpdatedAt = T0,
            Count = 1,
            LastDetectedAt = T0,
            Contributors = [],
            SlaDueAt = T0.AddHours(1),
            Version = 1,
        };

    /// <summary>The commit that shows an event so.</summary>
    public static Commit Show(EventView view, long expected = 0, TenantId? tenant = null) =>
        Commit(new(Kinds.Event, tenant ?? Tenant, view.Id), expected) with
        {
            View = AsJson(view),
            Columns =
            [
                new("status", JsonNamingPolicy.SnakeCaseLower.ConvertName(view.Status.ToString())),
                new("severity", (int)view.Severity),
                new("category", view.Category),
                new("facility_id", view.FacilityId),
                new("title", view.Title),
                new("source", view.Source),
                new("detected_at", view.DetectedAt),
                new("received_at", view.ReceivedAt),
                new("updated_at", view.UpdatedAt),
                new("assignee", view.Assignee),
                new("asides", AsideMarks.Of(Asides(view))),
                new("lat_e7", SearchColumns.Of(view).Lat),
                new("lon_e7", SearchColumns.Of(view).Lon),
                new("terms", SearchColumns.Of(view).Terms),
            ],
        };

    static IEnumerable<AsideKind> Asides(EventView view)
    {
        if (view.Shelved is not null)
            yield return AsideKind.Shelved;
        if (view.Suppressed is not null)
            yield return AsideKind.Suppressed;
        if (view.OutOfService is not null)
            yield return AsideKind.OutOfService;
    }

    /// <summary>The commit that defines an entry of the catalogue.</summary>
    public static Commit Entry<TSpec>(string kind, string id, string name, TSpec spec, long expected = 0) =>
        Commit(Of(kind, id), expected) with
        {
            View = AsJson(new Entry<TSpec>(id, expected + 1, spec)),
            Columns = [new("name", name)],
        };

    public static OutboxMessage Message(string target, string text) =>
        new(Of(Kinds.Escalation, target), "wf.SilenceEscalation", AsJson(new { reason = text }));

    public static Claim Claim(string externalId, string eventId) => new(Tenant, "scada", externalId, eventId);

    public static ReadOnlyMemory<byte> AsJson<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, WireJson.Options);

    public static ReadOnlyMemory<byte> Utf8(string text) => Encoding.UTF8.GetBytes(text);

    public static string Text(ReadOnlyMemory<byte> utf8) => Encoding.UTF8.GetString(utf8.Span);

    public static ImmutableArray<T> One<T>(T item) => [item];
}
