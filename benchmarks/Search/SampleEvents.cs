using System.Text.Json;
using Watchfloor.Events;
using Watchfloor.Kernel;

namespace Watchfloor.Benchmarks;

/// <summary>
/// A year of a utility: events of 200 facilities on a map, one in two hundred of them not resolved yet, one in ten of somebody, one in a
/// thousand critical.
/// </summary>
static class SampleEvents
{
    public const int Facilities = 200;
    public const int People = 40;
    public const double South = 47.5;
    public const double West = 7.5;
    public const double Degrees = 6;

    static readonly string[] Categories = ["pressure", "flow", "level", "temperature", "leak", "power", "comms", "quality"];
    static readonly string[] Sources = ["scada", "ami", "nrw", "energy", "manual"];
    static readonly string[] Things = ["pump", "valve", "reservoir", "meter", "main", "inverter", "filter", "chlorinator"];

    public static DateTimeOffset Begin { get; } = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static TimeSpan Span { get; } = TimeSpan.FromDays(365);

    /// <summary>One of the categories.</summary>
    public static string Category(int i) => Categories[i % Categories.Length];

    /// <summary>Every one of them is some other.</summary>
    public static Commit Of(int i, int count)
    {
        var random = new Random(i);
        var at = Begin + (Span * ((double)i / count));
        var (thing, facility) = (Things[random.Next(Things.Length)], random.Next(Facilities));
        var status =
            random.Next(200) == 0 ? (EventStatus)random.Next(3)
            : random.Next(20) == 0 ? EventStatus.Resolved
            : EventStatus.Closed;
        var view = new EventView
        {
            Id = $"event{i:0000000000}",
            Status = status,
            Severity = random.Next(1_000) == 0 ? Severity.Critical : (Severity)(2 + random.Next(3)),
            Category = Categories[random.Next(Categories.Length)],
            FacilityId = $"facility-{facility:000}",
            Title = $"{thing} {random.Next(500)} is out of its limits",
            Description = $"Read at station {facility} by crew{random.Next(5_000)}",
            Source = Sources[random.Next(Sources.Length)],
            ExternalId = $"alarm-{i}",
            Location = new(South + (random.NextDouble() * Degrees), West + (random.NextDouble() * Degrees)),
            Attributes = new Dictionary<string, string> { ["shift"] = random.Next(2) == 0 ? "early" : "late" },
            DetectedAt = at,
            ReceivedAt = at.AddMilliseconds(40),
            UpdatedAt = at.AddHours(1),
            Count = 1,
            LastDetectedAt = at,
            Contributors = [],
            SlaDueAt = at.AddHours(4),
            Version = 1,
            Assignee = random.Next(10) == 0 ? $"person-{random.Next(People):00}" : null,
            Shelved = status < EventStatus.Resolved && random.Next(20) == 0 ? Shelf(at) : null,
        };
        return Show(view);
    }

    static AsideView Shelf(DateTimeOffset at) => new("person-00", "valve stuck", at, at.AddDays(7), OneShot: false);

    static Commit Show(EventView view)
    {
        var search = SearchColumns.Of(view);
        var json = DocumentJson.OfView(view);
        return new()
        {
            Entity = new(Kinds.Event, TenantId.Default, view.Id),
            Expected = 0,
            Facts = [new("noted", "{}"u8.ToArray(), view.ReceivedAt)],
            State = json,
            View = json,
            Columns =
            [
                new("status", JsonNamingPolicy.SnakeCaseLower.ConvertName(view.Status.ToString())),
                new("severity", (int)view.Severity),
                new("category", view.Category),
                new("facility_id", view.FacilityId),
                new("title", view.Title),
                new("source", view.Source),
                new("external_id", view.ExternalId),
                new("detected_at", view.DetectedAt),
                new("received_at", view.ReceivedAt),
                new("updated_at", view.UpdatedAt),
                new("sla_due_at", view.SlaDueAt),
                new("assignee", view.Assignee),
                new("asides", view.Shelved is null ? null : AsideMarks.Of([AsideKind.Shelved])),
                new("lat_e7", search.Lat),
                new("lon_e7", search.Lon),
                new("terms", search.Terms),
            ],
            Due = null,
            Outbox = [],
            Claims = [],
            Request = null,
            Actor = "ana",
        };
    }
}
