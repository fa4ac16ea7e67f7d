using System.Text;
using System.Text.Json;
using Watchfloor.Events;

namespace Watchfloor.Store.Sqlite;

/// <summary>What must hold for an event of a list, as SQL and the values for it.</summary>
sealed class EventConditions(TenantId tenant, EventFilter filter)
{
    const int Open = 2;
    const int Slots = 20; // bits below the millisecond in the number of an event
    const long Years = 1L << 42; // milliseconds that a number has room for; what is later has the last of them

    readonly List<string> _conditions = [];
    readonly List<object> _values = [];
    IReadOnlyList<IReadOnlyList<SearchWord>> _leading = filter.Terms;

    public string Sql => string.Join(" AND ", _conditions);

    public Statement Bind(Statement statement)
    {
        foreach (var value in _values)
        {
            if (value is long number)
                statement.Add(number);
            else
                statement.Add((string)value);
        }
        return statement;
    }

    public void Add(string condition, params ReadOnlySpan<object> values)
    {
        _conditions.Add(condition);
        _values.AddRange(values);
    }

    public SearchWay Choose(Readers.Reader reader)
    {
        if (SearchPlan.AsksAside(filter) && IsFew(reader, SearchWay.Aside))
            return SearchWay.Aside;
        if (SearchPlan.AsksAssignee(filter) && IsFew(reader, SearchWay.Assignee))
            return SearchWay.Assignee;
        if (SearchPlan.AsksBeginnings(filter))
            _leading = SearchPlan.Leading(filter, Sample(reader));
        var leads = _leading.Count > 0;
        var fewTerms = SearchPlan.AsksTerms(filter, leads) && IsFew(reader, SearchWay.Terms);
        var fewPlaces = !fewTerms && SearchPlan.AsksPlace(filter) && IsFew(reader, SearchWay.Place);
        var fewTimes = SearchPlan.AsksTime(filter) && IsFew(reader, SearchWay.Detection);
        var fewUnclosed = SearchPlan.AsksUnclosed(filter) && IsFew(reader, SearchWay.Unclosed);
        return SearchPlan.Choose(filter, leads, fewTerms, fewPlaces, fewTimes, fewUnclosed);
    }

    /// <summary>The index beside the documents that leads a way; null where none does.</summary>
    public static string? IndexOf(SearchWay way) =>
        way switch
        {
            SearchWay.Open => "search_open",
            SearchWay.Unclosed => "search_unclosed",
            SearchWay.Place => "search_by_place",
            SearchWay.Detection => "search_by_time",
            SearchWay.Assignee => "search_by_assignee",
            SearchWay.Aside => "search_by_aside",
            _ => null,
        };

    /// <summary>Whether the words of the documents must be looked at.</summary>
    public bool AsksDocuments(SearchWay way) => filter.Words.Any(word => !IsLed(way, word));

    /// <summary>All that the filter asks of what stands beside the documents.</summary>
    public void Beside(SearchWay way)
    {
        Add("s.tenant = ?", tenant.Value);
        if (way == SearchWay.Open)
            Add("s.stage = 0");
        if (way == SearchWay.Unclosed)
            Add("s.stage < 2");
        Numbers("s.n");
        Narrow("s", ["lat", "lon"], "at");
    }

    /// <summary>All that the filter asks, with what its way needs.</summary>
    public void Of(SearchWay way, bool isSorted, bool withDocuments)
    {
        if (way == SearchWay.Terms)
        {
            Add("t.event_terms MATCH ?", Match());
            Numbers("t.rowid");
        }
        if (!SearchPlan.IsBeside(way))
            Narrow("+e", ["lat_e7", "lon_e7"], "detected_at"); // the plus keeps the planner from leaving the order of the index
        else if (!isSorted)
            Beside(way);
        if (withDocuments)
            Add("e.tenant = ? AND e.view IS NOT NULL", tenant.Value);
        else
            Add("s.status IS NOT NULL");
        // Open events are few: found among themselves and sorted, not looked for among all that ever were.
        if (filter.IsOpenOnly && !SearchPlan.IsBeside(way))
            Add($"e.urgency < {Open}");
        foreach (var word in filter.Words.Where(word => !IsLed(way, word)))
            Add("instr(e.terms || ' ', ?) > 0", word.IsBeginning ? $" {word.Text}" : $" {word.Text} ");
    }

    bool IsLed(SearchWay way, SearchWord word) => way == SearchWay.Terms && _leading.Any(group => group is [var led] && led == word);

    void Narrow(string name, string[] place, string at)
    {
        OneOf($"{name}.status", [.. filter.Statuses.Select(Words.Of)]);
        OneOf($"{name}.severity", [.. filter.Severities.Select(severity => (object)(long)severity)]);
        OneOf($"{name}.facility_id", filter.Facilities);
        OneOf($"{name}.category", filter.Categories);
        OneOf($"{name}.source", filter.Sources);
        if (filter.From is { } from)
            Add($"{name}.{at} >= ?", Micros.Of(from));
        if (filter.To is { } to)
            Add($"{name}.{at} < ?", Micros.Of(to));
        Box($"{name}.{place[0]}", $"{name}.{place[1]}");
        Assigned($"{name}.assignee");
        Aside($"{name}.asides");
    }

    bool IsFew(Readers.Reader reader, SearchWay way)
    {
        var conditions = new EventConditions(tenant, filter) { _leading = _leading };
        conditions.Leading(way);
        var from = IndexOf(way) is { } index ? $"search s INDEXED BY {index}" : "event_terms t";
        var row = conditions.Bind(
            reader.Sql($"SELECT count(*) FROM (SELECT 1 FROM {from} WHERE {conditions.Sql} LIMIT {SearchPlan.Few + 1})")
        );
        row.Step();
        var count = row.Long(0);
        row.Rest();
        return count <= SearchPlan.Few;
    }

    /// <summary>The terms of the first events in the time that is asked for, in the order of detection.</summary>
    List<string> Sample(Readers.Reader reader)
    {
        var conditions = new EventConditions(tenant, filter);
        conditions.Leading(SearchWay.Detection);
        var row = conditions
            .Bind(
                reader.Sql(
                    $"""
                    SELECT e.terms FROM search s INDEXED BY {IndexOf(
                        SearchWay.Detection
                    )} CROSS JOIN event e ON e.tenant = s.tenant AND e.id = s.id
                    WHERE {conditions.Sql} ORDER BY s.n{(filter.Order == EventOrder.EarliestDetected ? "" : " DESC")} LIMIT ?
                    """
                )
            )
            .Add(SearchPlan.Sampled);
        var sample = new List<string>();
        while (row.Step())
            sample.Add(row.TextOrNull(0) ?? "");
        return sample;
    }

    /// <summary>What the index of a way finds by itself.</summary>
    void Leading(SearchWay way)
    {
        if (way == SearchWay.Terms)
        {
            Add("t.event_terms MATCH ?", Match());
            return;
        }
        Add("s.tenant = ?", tenant.Value);
        if (way == SearchWay.Unclosed)
            Add("s.stage < 2");
        if (way == SearchWay.Place)
            Box("s.lat", "s.lon");
        if (way == SearchWay.Detection)
            Numbers("s.n");
        if (way == SearchWay.Assignee)
            Assigned("s.assignee");
        if (way == SearchWay.Aside)
            Aside("s.asides");
    }

    void Assigned(string column)
    {
        if (filter.Assignees.Count == 0)
        {
            if (filter.Unassigned)
                Add($"{column} IS NULL");
            return;
        }
        var among = $"{column} IN (SELECT value FROM json_each(?))";
        if (filter.Unassigned)
            Add($"({column} IS NULL OR {among})", JsonSerializer.Serialize(filter.Assignees));
        else if (filter.Assignees.Count == 1)
            Add($"{column} = ?", filter.Assignees[0]);
        else
            Add(among, JsonSerializer.Serialize(filter.Assignees));
    }

    void Aside(string column)
    {
        if (AsideMarks.Of(filter.Asides) is { } marks)
            Add($"{column} IS NOT NULL AND {column} & ? <> 0", marks);
    }

    void Numbers(string number)
    {
        if (filter.From is { } from)
            Add($"{number} >= ?", Slot(from, later: 0, Years - 1));
        if (filter.To is { } to)
            Add($"{number} < ?", Slot(to, later: 2, Years)); // the instant's own millisecond, and one that it overflowed into
    }

    void Box(string lat, string lon)
    {
        if (filter.Box is not { } box)
            return;
        Add($"{lat} BETWEEN ? AND ?", SearchColumns.Parts(box.MinLat), SearchColumns.Parts(box.MaxLat));
        Add(
            box.MinLon <= box.MaxLon ? $"{lon} BETWEEN ? AND ?" : $"({lon} >= ? OR {lon} <= ?)",
            SearchColumns.Parts(box.MinLon),
            SearchColumns.Parts(box.MaxLon)
        );
    }

    // One text for all numbers of values: statements are kept.
    void OneOf(string column, IReadOnlyList<object> values)
    {
        if (values.Count == 1)
            Add($"{column} = ?", values[0]);
        else if (values.Count > 1)
            Add($"{column} IN (SELECT value FROM json_each(?))", JsonSerializer.Serialize(values));
    }

    string Match()
    {
        var match = new StringBuilder();
        foreach (var group in _leading)
        {
            if (match.Length > 0)
                match.Append(" AND ");
            match
                .Append('(')
                .AppendJoin(" OR ", group.Select(word => $"\"{tenant.Value}:{word.Text}\"{(word.IsBeginning ? " *" : "")}"))
                .Append(')');
        }
        return match.ToString();
    }

    static long Slot(DateTimeOffset instant, int later, long most) => Math.Clamp(Micros.Of(instant) / 1000 + later, 0, most) << Slots;
}
