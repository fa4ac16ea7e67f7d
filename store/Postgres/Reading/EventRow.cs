using System.Text.Json;
using Watchfloor.Events;
using Watchfloor.Json;

namespace Watchfloor.Store.Postgres;

/// <summary>A row of an event as readers see it, with the next page of its running escalation, and where it stands in lists.</summary>
readonly record struct EventRow(EventView View, long Urgency, long Severity, long ReceivedAt, string Id, long DetectedAt)
{
    public const string Columns =
        "e.view, x.next_at, x.view, e.urgency::bigint, coalesce(e.severity, 0), coalesce(e.received_at, 0), e.id, "
        + "coalesce(e.detected_at, e.received_at, 0)";

    public const string NextPage = "LEFT JOIN escalation x ON x.tenant = e.tenant AND x.id = e.id";

    /// <summary>Its first parameter is the tenant.</summary>
    public const string Select = $"SELECT {Columns} FROM event e {NextPage} WHERE e.tenant = $1 AND e.view IS NOT NULL";

    public static EventRow Read(Row row)
    {
        var view = JsonSerializer.Deserialize<EventView>(row.Bytes(0), WireJson.Options)!;
        // The escalation hears of an acknowledge a moment later than the event; nobody is paged in between.
        if (!row.IsNull(1) && view.Status == EventStatus.New)
            view = view with { NextPage = JsonSerializer.Deserialize<NextPages>(row.Bytes(2), WireJson.Options)!.First() };
        return new(view, row.Long(3), row.Long(4), row.Long(5), row.Text(6), row.Long(7));
    }
}
