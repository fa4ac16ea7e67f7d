using System.Text.Json;
using Watchfloor.Events;
using Watchfloor.Json;

namespace Watchfloor.Store.Sqlite;

/// <summary>A row of an event as readers see it, with the next page of its running escalation.</summary>
static class EventRow
{
    public const int Urgency = 3;
    public const int Severity = 4;
    public const int ReceivedAt = 5;
    public const int Id = 6;

    public const int Number = 7;

    /// <summary>With its number, where the search is asked too.</summary>
    public const string NumberedColumns = $"{Columns}, s.n";

    public const string Columns = "e.view, x.next_at, x.view, e.urgency, e.severity, e.received_at, e.id";

    public const string NextPage = "LEFT JOIN escalation x ON x.tenant = e.tenant AND x.id = e.id";

    /// <summary>Its first parameter is the tenant.</summary>
    public const string Select = $"SELECT {Columns} FROM event e {NextPage} WHERE e.tenant = ? AND e.view IS NOT NULL";

    public static EventView Read(Statement row)
    {
        var view = JsonSerializer.Deserialize<EventView>(row.Utf8(0), WireJson.Options)!;
        // The escalation hears of an acknowledge a moment later than the event; nobody is paged in between.
        return row.IsNull(1) || view.Status != EventStatus.New
            ? view
            : view with
            {
                NextPage = JsonSerializer.Deserialize<NextPages>(row.Utf8(2), WireJson.Options)!.First(),
            };
    }
}
