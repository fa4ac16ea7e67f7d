using System.Text.Json;
using Watchfloor.Events;

namespace Watchfloor.Store.Sqlite;

/// <summary>A page of the event list as SQL: an index gives the order, the cursor the place in it.</summary>
sealed class EventQuery
{
    const int Open = 2;

    readonly TenantId _tenant;
    readonly EventFilter _filter;
    readonly string _name;
    readonly IReadOnlyList<JsonElement> _after = [];

    public EventQuery(TenantId tenant, EventFilter filter, string? cursor)
    {
        (_tenant, _filter) = (tenant, filter);
        _name = $"events/{tenant}/{filter.Order}/{string.Join(',', filter.Statuses)}/{string.Join(',', filter.Severities)}";
        if (cursor is not null)
        {
            _after = Newest
                ? ListCursor.Read(_name, cursor, JsonValueKind.Number, JsonValueKind.String)
                : ListCursor.Read(_name, cursor, JsonValueKind.Number, JsonValueKind.Number, JsonValueKind.Number, JsonValueKind.String);
        }
    }

    bool Newest => _filter.Order == EventOrder.Newest;

    public Statement Prepare(Readers.Reader reader, long limit)
    {
        var statement = reader.Sql(Sql()).Add(_tenant.Value);
        foreach (var status in _filter.Statuses)
            statement.Add(Words.Of(status));
        foreach (var severity in _filter.Severities)
            statement.Add((long)severity);
        foreach (var key in _after)
        {
            if (key.ValueKind == JsonValueKind.Number)
                statement.Add(key.GetInt64());
            else
                statement.Add(key.GetString());
        }
        return statement.Add(limit);
    }

    public string CursorAt(Statement row)
    {
        var (received, id) = (row.Long(EventRow.ReceivedAt), row.Text(EventRow.Id));
        return Newest
            ? ListCursor.Write(_name, received, id)
            : ListCursor.Write(_name, row.Long(EventRow.Urgency), row.Long(EventRow.Severity), received, id);
    }

    string Sql() =>
        EventRow.Select
        + In("e.status", _filter.Statuses.Count)
        + In("+e.severity", _filter.Severities.Count) // the plus keeps the planner from leaving the order of the index for it
        // Open events are few: found among themselves and sorted, not looked for among all that ever were.
        + (_filter.Statuses.Count > 0 && _filter.Statuses.All(status => status < EventStatus.Resolved) ? $" AND e.urgency < {Open}" : "")
        + (
            _after.Count == 0 ? ""
            : Newest ? " AND (e.received_at, e.id) < (?, ?)"
            : " AND (e.urgency, e.severity, e.received_at, e.id) > (?, ?, ?, ?)"
        )
        + (Newest ? " ORDER BY e.received_at DESC, e.id DESC" : " ORDER BY e.urgency, e.severity, e.received_at, e.id")
        + " LIMIT ?";

    static string In(string column, int count) =>
        count == 0 ? "" : $" AND {column} IN ({string.Join(", ", Enumerable.Repeat("?", count))})";
}
