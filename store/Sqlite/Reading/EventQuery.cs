using System.Text.Json;

namespace Watchfloor.Store.Sqlite;

/// <summary>A page of the event list as SQL: an index gives the order, the cursor the place in it.</summary>
sealed class EventQuery
{
    readonly TenantId _tenant;
    readonly EventFilter _filter;
    readonly string _name;
    readonly IReadOnlyList<JsonElement> _after = [];

    public EventQuery(TenantId tenant, EventFilter filter, string? cursor)
    {
        (_tenant, _filter, _name) = (tenant, filter, filter.Name(tenant));
        if (cursor is not null)
        {
            _after = filter.Order switch
            {
                EventOrder.Newest => ListCursor.Read(_name, cursor, JsonValueKind.Number, JsonValueKind.String),
                EventOrder.Urgency => ListCursor.Read(
                    _name,
                    cursor,
                    JsonValueKind.Number,
                    JsonValueKind.Number,
                    JsonValueKind.Number,
                    JsonValueKind.String
                ),
                _ => ListCursor.Read(_name, cursor, JsonValueKind.Number),
            };
        }
    }

    public Statement Prepare(Readers.Reader reader, long limit) =>
        Select(reader, _filter.IsByDetection ? EventRow.NumberedColumns : EventRow.Columns, EventRow.NextPage, limit, isWords: false);

    /// <summary>The words of so many of them, latest first, instead of the events.</summary>
    public static Statement PrepareWords(TenantId tenant, EventFilter filter, Readers.Reader reader, long limit) =>
        new EventQuery(tenant, filter with { Order = EventOrder.LatestDetected }, null).Select(
            reader,
            FacetRow.Columns,
            "",
            limit,
            isWords: true
        );

    public string CursorAt(Statement row) =>
        _filter.Order switch
        {
            EventOrder.Newest => ListCursor.Write(_name, row.Long(EventRow.ReceivedAt), row.Text(EventRow.Id)),
            EventOrder.Urgency => ListCursor.Write(
                _name,
                row.Long(EventRow.Urgency),
                row.Long(EventRow.Severity),
                row.Long(EventRow.ReceivedAt),
                row.Text(EventRow.Id)
            ),
            _ => ListCursor.Write(_name, row.Long(EventRow.Number)),
        };

    Statement Select(Readers.Reader reader, string columns, string join, long limit, bool isWords)
    {
        var where = new EventConditions(_tenant, _filter);
        var way = where.Choose(reader);
        var number = way == SearchWay.Terms ? "t.rowid" : "s.n";
        var isSorted = _filter.IsByDetection && (way == SearchWay.Place || way == SearchWay.Assignee && _filter.Assignees.Count > 1);
        var beside = new EventConditions(_tenant, _filter);
        if (isSorted)
            beside.Beside(way);
        var from = way switch
        {
            // Put in order before their documents are fetched, page by page. The limit keeps the order of the inner one.
            _ when isSorted => $"(SELECT s.* FROM search s INDEXED BY {EventConditions.IndexOf(way)} WHERE {beside.Sql} "
                + $"ORDER BY s.n{(_filter.Order == EventOrder.EarliestDetected ? "" : " DESC")} LIMIT -1) s",
            SearchWay.Terms => "event_terms t CROSS JOIN search s ON s.n = t.rowid",
            _ when EventConditions.IndexOf(way) is { } index => $"search s INDEXED BY {index}",
            _ => "",
        };
        var withDocuments = !isWords || where.AsksDocuments(way);
        if (from.Length == 0)
            from = "event e";
        else if (withDocuments)
            from += " CROSS JOIN event e ON e.tenant = s.tenant AND e.id = s.id";
        var (after, order) = _filter.Order switch
        {
            EventOrder.Newest => ("(e.received_at, e.id) < (?, ?)", "e.received_at DESC, e.id DESC"),
            EventOrder.Urgency => (
                "(e.urgency, e.severity, e.received_at, e.id) > (?, ?, ?, ?)",
                "e.urgency, e.severity, e.received_at, e.id"
            ),
            EventOrder.EarliestDetected => ($"{number} > ?", number),
            _ => ($"{number} < ?", $"{number} DESC"),
        };
        where.Of(way, isSorted, withDocuments);
        if (_after.Count > 0)
            where.Add(after, [.. _after.Select(key => key.ValueKind == JsonValueKind.Number ? key.GetInt64() : (object)key.GetString()!)]);
        var sorting = isSorted ? "" : $"ORDER BY {order}";
        var statement = reader.Sql($"SELECT {columns} FROM {from} {join} WHERE {where.Sql} {sorting} LIMIT ?");
        return where.Bind(beside.Bind(statement)).Add(limit);
    }
}
