using System.Text.Json;

namespace Watchfloor.Store.Postgres;

/// <summary>
/// A page of the event list as SQL: an index gives the order, the cursor the place in it. Where terms are asked for, events that are not indexed
/// yet are looked for beside the others, in the same order and by the same statement, which sees an event on one side alone.
/// </summary>
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
            _after =
                filter.Order == EventOrder.Urgency
                    ? ListCursor.Read(_name, cursor, JsonValueKind.Number, JsonValueKind.Number, JsonValueKind.Number, JsonValueKind.String)
                    : ListCursor.Read(_name, cursor, JsonValueKind.Number, JsonValueKind.String);
        }
    }

    public Task<(string Sql, Arg[] Values)> Write(Readers readers, long limit, CancellationToken cancellation) =>
        Write(readers, EventRow.Columns, EventRow.NextPage, limit, isWords: false, cancellation);

    /// <summary>The words of so many of them, latest first, instead of the events.</summary>
    public static Task<(string Sql, Arg[] Values)> WriteWords(
        TenantId tenant,
        EventFilter filter,
        Readers readers,
        long limit,
        CancellationToken cancellation
    ) =>
        new EventQuery(tenant, filter with { Order = EventOrder.LatestDetected }, null).Write(
            readers,
            FacetRow.Columns,
            "",
            limit,
            isWords: true,
            cancellation
        );

    public string CursorAt(EventRow row) =>
        _filter.Order switch
        {
            EventOrder.Newest => ListCursor.Write(_name, row.ReceivedAt, row.Id),
            EventOrder.Urgency => ListCursor.Write(_name, row.Urgency, row.Severity, row.ReceivedAt, row.Id),
            _ => ListCursor.Write(_name, row.DetectedAt, row.Id),
        };

    async Task<(string Sql, Arg[] Values)> Write(
        Readers readers,
        string columns,
        string join,
        long limit,
        bool isWords,
        CancellationToken cancellation
    )
    {
        var where = new EventConditions(_tenant, _filter);
        var way = await where.Choose(readers, cancellation);
        var isSorted = _filter.IsByDetection && (way == SearchWay.Place || way == SearchWay.Assignee && _filter.Assignees.Count > 1);
        var (place, from) = way switch
        {
            SearchWay.Terms => ("t", $"{where.Rarest("t")} {OneByOne("search s", "t")}"),
            _ when isSorted => ("s", where.Sorted(way)),
            _ when SearchPlan.IsBeside(way) => ("s", "search s"),
            _ => ("", "event e"),
        };
        var (at, id) = place.Length > 0 ? ($"{place}.at", $"{place}.id") : (EventConditions.DetectedAt, "e.id");
        var withDocuments = !isWords || where.AsksDocuments;
        where.Of(way, place, isSorted, withDocuments);
        var most = where.Next(limit);
        if (place.Length > 0 && withDocuments)
            from += $" {OneByOne("event e", "s")}";
        if (!where.AsksTerms)
            return (Page(columns, $"{from} {join}", where, Order(at, id), most), where.Values);

        var unindexed = $"event_unindexed u {OneByOne("search s", "u")} {(isWords ? "" : OneByOne("event e", "s"))}";
        var (indexed, late) = (Order(at, id), Order("u.at", "u.id"));
        return (
            $"""
            SELECT * FROM (
              ({Page($"{columns}, {Named(indexed)}", $"{from} {join}", where, indexed, most)})
              UNION ALL
              ({Page($"{columns}, {Named(late)}", $"{unindexed} {join}", where.Unindexed(withDocuments: !isWords), late, most)})
            ) both_sides
            ORDER BY {By(Keys(indexed))} LIMIT {most}
            """,
            where.Values
        );
    }

    string Page(string columns, string from, EventConditions where, string[] order, string limit)
    {
        if (_after.Count > 0)
            where.After($"({string.Join(", ", order)}) {(IsFalling ? '<' : '>')}", _after);
        return $"SELECT {columns} FROM {from} WHERE {where.Sql} ORDER BY {By(order)} LIMIT {limit}";
    }

    bool IsFalling => _filter.Order is not (EventOrder.Urgency or EventOrder.EarliestDetected);

    string[] Order(string at, string id) =>
        _filter.Order switch
        {
            EventOrder.Newest => ["e.received_at", "e.id"],
            EventOrder.Urgency => ["e.urgency", "e.severity", "e.received_at", "e.id"],
            _ => [at, id],
        };

    string By(IEnumerable<string> order) => string.Join(", ", order.Select(column => IsFalling ? $"{column} DESC" : column));

    static string Named(string[] order) => string.Join(", ", order.Zip(Keys(order), (column, key) => $"{column} AS {key}"));

    static IEnumerable<string> Keys(string[] order) => order.Select((_, place) => $"key{place}");

    /// <summary>In the order of what leads there, and never all of them at once.</summary>
    static string OneByOne(string table, string from)
    {
        var name = table[^1];
        return $"CROSS JOIN LATERAL (SELECT * FROM {table} WHERE {name}.tenant = {from}.tenant AND {name}.id = {from}.id OFFSET 0) {name}";
    }
}
