using System.Text.Json;
using Watchfloor.Events;

namespace Watchfloor.Store.Postgres;

/// <summary>What must hold for an event of a list, as SQL and the values for it. The first value is the tenant.</summary>
sealed class EventConditions
{
    const int Open = 2;

    readonly TenantId _tenant;
    readonly EventFilter _filter;
    readonly List<string> _conditions = [];
    readonly List<Arg> _values;
    IReadOnlyList<IReadOnlyList<SearchWord>> _leading;
    IReadOnlyList<SearchWord>? _rarest;

    /// <summary>When it was detected, where no index says it.</summary>
    public const string DetectedAt = "coalesce(e.detected_at, e.received_at, 0)";

    public EventConditions(TenantId tenant, EventFilter filter)
        : this(tenant, filter, [tenant.Value]) { }

    EventConditions(TenantId tenant, EventFilter filter, List<Arg> values) =>
        (_tenant, _filter, _values, _leading) = (tenant, filter, values, filter.Terms);

    public string Sql => string.Join(" AND ", _conditions);

    public Arg[] Values => [.. _values];

    public string Next(Arg value)
    {
        _values.Add(value);
        return $"${_values.Count}";
    }

    public async Task<SearchWay> Choose(Readers readers, CancellationToken cancellation)
    {
        if (SearchPlan.AsksAside(_filter) && await IsFew(readers, conditions => conditions.Aside("s.asides"), cancellation))
            return SearchWay.Aside;
        if (SearchPlan.AsksAssignee(_filter) && await IsFew(readers, conditions => conditions.Assigned("s.assignee"), cancellation))
            return SearchWay.Assignee;
        if (SearchPlan.AsksBeginnings(_filter))
            _leading = SearchPlan.Leading(_filter, await Sample(readers, cancellation));
        var (terms, leads) = (_leading, _leading.Count > 0);
        var fewTerms = false;
        if (terms.Count > 1 || SearchPlan.AsksTerms(_filter, leads))
        {
            var counts = new List<long>();
            foreach (var group in terms)
                counts.Add(await Count(readers, "event_term t", conditions => conditions.Term("t", group), cancellation));
            _rarest = terms[counts.IndexOf(counts.Min())];
            fewTerms = SearchPlan.AsksTerms(_filter, leads) && counts.Min() <= SearchPlan.Few;
        }
        var fewPlaces =
            !fewTerms
            && SearchPlan.AsksPlace(_filter)
            && await IsFew(readers, conditions => conditions.Box("s.lat", "s.lon"), cancellation);
        var fewTimes = SearchPlan.AsksTime(_filter) && await IsFew(readers, conditions => conditions.Time("s.at"), cancellation);
        return SearchPlan.Choose(_filter, leads, fewTerms, fewPlaces, fewTimes);
    }

    /// <summary>Where events with the rarest term stand, each once.</summary>
    public string Rarest(string name)
    {
        var group = _rarest ??= _leading[0];
        if (group is [{ IsBeginning: false } word])
        {
            _conditions.Add($"{name}.tenant = $1 AND {name}.term = {Next(word.Text)}");
            return $"event_term {name}";
        }
        // Put in order before their documents are fetched.
        var order = _filter.IsByDetection ? $"ORDER BY {Order("t")} OFFSET 0" : "";
        return $"(SELECT DISTINCT t.tenant, t.at, t.id FROM event_term t WHERE t.tenant = $1 AND {Is("t", group)} {order}) {name}";
    }

    /// <summary>Those that the index beside the documents lets through, in order, before their documents are fetched.</summary>
    public string Sorted()
    {
        var beside = new EventConditions(_tenant, _filter, _values);
        beside.Beside(SearchWay.Place);
        return $"(SELECT s.tenant, s.at, s.id FROM search s WHERE {beside.Sql} ORDER BY {Order("s")} OFFSET 0) s";
    }

    /// <summary>The order of detection.</summary>
    public string Order(string name) =>
        _filter.Order == EventOrder.EarliestDetected ? $"{name}.at, {name}.id" : $"{name}.at DESC, {name}.id DESC";

    /// <summary>All that the filter asks, with what its way needs.</summary>
    public void Of(SearchWay way, string place, bool isSorted)
    {
        if (place == "s" && !isSorted)
            Beside(way);
        else if (!isSorted)
        {
            Box("e.lat_e7", "e.lon_e7");
            Assigned("e.assignee");
            Aside("e.asides");
        }
        if (place == "t")
            Time("t.at");
        _conditions.Add("e.tenant = $1 AND e.view IS NOT NULL");
        if (_filter.Statuses.Count > 0)
            _conditions.Add($"e.status = ANY ({Next(Arg.Texts(_filter.Statuses.Select(Words.Of)))})");
        // The zero keeps the planner from leaving the order of the index for it.
        if (_filter.Severities.Count > 0)
            _conditions.Add($"e.severity + 0 = ANY ({Next(Arg.Longs(_filter.Severities.Select(severity => (long)severity)))})");
        // Open events are few: found among themselves and sorted, not looked for among all that ever were.
        if (_filter.IsOpenOnly && way is SearchWay.Open or SearchWay.Urgency or SearchWay.Arrival or SearchWay.Detection)
            _conditions.Add($"e.urgency < {Open}");
        OneOf("e.facility_id", _filter.Facilities);
        OneOf("e.category", _filter.Categories);
        OneOf("e.source", _filter.Sources);
        Time("e.detected_at");
        foreach (var word in _filter.Words)
        {
            if (way == SearchWay.Terms && _rarest is [var driving] && driving == word)
                continue;
            if (word.IsBeginning)
            {
                _conditions.Add($"position({Next($" {word.Text}")} in e.terms) > 0");
                continue;
            }
            var at = place.Length > 0 ? $"{place}.at" : DetectedAt;
            _conditions.Add($"EXISTS (SELECT FROM event_term o WHERE o.tenant = $1 AND {Is("o", [word])} AND o.at = {at} AND o.id = e.id)");
        }
    }

    public void After(string comparison, IReadOnlyList<JsonElement> keys) =>
        _conditions.Add(
            $"{comparison} ({string.Join(", ", keys.Select(key => Next(key.ValueKind == JsonValueKind.Number ? key.GetInt64() : key.GetString())))})"
        );

    /// <summary>All that the index beside the documents knows of the filter. On a walk in the order of time no other index is wanted.</summary>
    void Beside(SearchWay way)
    {
        var isWalk = way == SearchWay.Detection;
        _conditions.Add("s.tenant = $1");
        Time("s.at");
        Box(isWalk ? "(s.lat + 0)" : "s.lat", isWalk ? "(s.lon + 0)" : "s.lon");
        Assigned(isWalk ? "(s.assignee || '')" : "s.assignee");
        Aside("s.asides");
    }

    /// <summary>The terms of the first events in the time that is asked for, in the order of detection.</summary>
    async Task<List<string>> Sample(Readers readers, CancellationToken cancellation)
    {
        var conditions = new EventConditions(_tenant, _filter);
        conditions._conditions.Add("s.tenant = $1");
        conditions.Time("s.at");
        var limit = conditions.Next((long)SearchPlan.Sampled);
        var sql = $"""
            SELECT e.terms FROM (SELECT s.tenant, s.id FROM search s WHERE {conditions.Sql} ORDER BY {Order("s")} LIMIT {limit}) s
            CROSS JOIN LATERAL (SELECT e.terms FROM event e WHERE e.tenant = s.tenant AND e.id = s.id OFFSET 0) e
            """; // one by one: all of them are never wanted
        return await readers.Rows(Scope.Of(_tenant), sql, row => row.TextOrNull(0) ?? "", cancellation, conditions.Values);
    }

    async Task<bool> IsFew(Readers readers, Action<EventConditions> add, CancellationToken cancellation) =>
        await Count(readers, "search s", add, cancellation) <= SearchPlan.Few;

    async Task<long> Count(Readers readers, string from, Action<EventConditions> add, CancellationToken cancellation)
    {
        var conditions = new EventConditions(_tenant, _filter);
        conditions._conditions.Add("tenant = $1");
        add(conditions);
        var sql = $"SELECT count(*) FROM (SELECT FROM {from} WHERE {conditions.Sql} LIMIT {SearchPlan.Few + 1}) few";
        return await readers.First(Scope.Of(_tenant), sql, row => row.Long(0), cancellation, conditions.Values);
    }

    void Term(string name, IReadOnlyList<SearchWord> group) => _conditions.Add(Is(name, group));

    string Is(string name, IReadOnlyList<SearchWord> group) =>
        group is [{ IsBeginning: true } word] ? $"{name}.term >= {Next(word.Text)} AND {name}.term < {Next(word.Text + "\U0010FFFF")}"
        : group is [var one] ? $"{name}.term = {Next(one.Text)}"
        : $"{name}.term = ANY ({Next(Arg.Texts(group.Select(each => each.Text)))})";

    void Time(string column)
    {
        if (_filter.From is { } from)
            _conditions.Add($"{column} >= {Next(Micros.Of(from))}");
        if (_filter.To is { } to)
            _conditions.Add($"{column} < {Next(Micros.Of(to))}");
    }

    void Box(string lat, string lon)
    {
        if (_filter.Box is not { } box)
            return;
        _conditions.Add($"{lat} BETWEEN {Next(SearchColumns.Parts(box.MinLat))} AND {Next(SearchColumns.Parts(box.MaxLat))}");
        var (west, east) = (Next(SearchColumns.Parts(box.MinLon)), Next(SearchColumns.Parts(box.MaxLon)));
        _conditions.Add(box.MinLon <= box.MaxLon ? $"{lon} BETWEEN {west} AND {east}" : $"({lon} >= {west} OR {lon} <= {east})");
    }

    void Assigned(string column)
    {
        if (_filter.Assignees.Count == 0)
        {
            if (_filter.Unassigned)
                _conditions.Add($"{column} IS NULL");
            return;
        }
        var among = _filter.Assignees is [var one] ? $"{column} = {Next(one)}" : $"{column} = ANY ({Next(Arg.Texts(_filter.Assignees))})";
        _conditions.Add(_filter.Unassigned ? $"({column} IS NULL OR {among})" : among);
    }

    void Aside(string column)
    {
        if (AsideMarks.Of(_filter.Asides) is { } marks)
            _conditions.Add($"{column} IS NOT NULL AND {column} & {Next(marks)} <> 0");
    }

    void OneOf(string column, IReadOnlyList<string> values)
    {
        if (values.Count > 0)
            _conditions.Add($"{column} = ANY ({Next(Arg.Texts(values))})");
    }
}
