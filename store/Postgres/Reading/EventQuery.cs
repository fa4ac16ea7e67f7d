using System.Text.Json;
using Watchfloor.Events;

namespace Watchfloor.Store.Postgres;

/// <summary>A page of the event list as SQL: an index gives the order, the cursor the place in it.</summary>
sealed class EventQuery
{
    const int Open = 2;

    readonly TenantId _tenant;
    readonly EventFilter _filter;
    readonly string _name;
    readonly IReadOnlyList<JsonElement> _after = [];
    readonly List<Arg> _values = [];

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

    public (string Sql, Arg[] Values) Write(long limit)
    {
        _values.Add(_tenant.Value);
        var sql =
            EventRow.Select
            + (_filter.Statuses.Count == 0 ? "" : $" AND e.status = ANY ({Next(Arg.Texts(_filter.Statuses.Select(Words.Of)))})")
            // The zero keeps the planner from leaving the order of the index for it.
            + (
                _filter.Severities.Count == 0
                    ? ""
                    : $" AND e.severity + 0 = ANY ({Next(Arg.Longs(_filter.Severities.Select(s => (long)s)))})"
            )
            // Open events are few: found among themselves and sorted, not looked for among all that ever were.
            + (
                _filter.Statuses.Count > 0 && _filter.Statuses.All(status => status < EventStatus.Resolved)
                    ? $" AND e.urgency < {Open}"
                    : ""
            )
            + After()
            + (Newest ? " ORDER BY e.received_at DESC, e.id DESC" : " ORDER BY e.urgency, e.severity, e.received_at, e.id")
            + $" LIMIT {Next(limit)}";
        return (sql, [.. _values]);
    }

    public string CursorAt(EventRow row) =>
        Newest
            ? ListCursor.Write(_name, row.ReceivedAt, row.Id)
            : ListCursor.Write(_name, row.Urgency, row.Severity, row.ReceivedAt, row.Id);

    string After()
    {
        if (_after.Count == 0)
            return "";
        var keys = string.Join(", ", _after.Select(key => Next(key.ValueKind == JsonValueKind.Number ? key.GetInt64() : key.GetString())));
        return Newest ? $" AND (e.received_at, e.id) < ({keys})" : $" AND (e.urgency, e.severity, e.received_at, e.id) > ({keys})";
    }

    string Next(Arg value)
    {
        _values.Add(value);
        return $"${_values.Count}";
    }
}
