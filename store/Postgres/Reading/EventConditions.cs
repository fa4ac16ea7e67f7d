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
        var fewTerms = await Rank(readers, cancellation);
        var leads = _leading.Count > 0;
        var fewPlaces =
            !fewTerms
            && SearchPlan.AsksPlace(_filter)
            && await IsFew(readers, conditions => conditions.Box("s.lat", "s.lon"), cancellation);
        var fewTimes = SearchPlan.AsksTime(_filter) && await IsFew(readers, conditions => conditions.Time("s.at"), cancellation);
        var fewUnclosed =
            SearchPlan.AsksUnclosed(_filter) && await IsFew(readers, conditions => conditions._conditions.Add("s.stage < 2"), cancellation);
        return SearchPlan.Choose(_filter, leads, fewTerms, fewPlaces, fewTimes, fewUnclosed);
    }

    /// <summary>
    /// Finds the rarest of the terms that can lead, and whether few events have it. Several labels of a kind lead only where few events have
    /// them: all of these would be sorted first.
    /// </summary>
    async Task<bool> Rank(Readers readers, CancellationToken cancellation)
    {
        if (_leading.Count <= 1 && !SearchPlan.AsksTerms(_filter, _leading.Count > 0) && _leading is [] or [[_]])
            return false;
        var counts = new List<(IReadOnlyList<SearchWord> Group, long Count)>();
        foreach (var group in _leading)
            counts.Add((group, await Count(readers, "event_term t", conditions => conditions.Term("t", group), cancellation)));
        counts.RemoveAll(counted => counted is { Group.Count: > 1, Count: > SearchPlan.Few });
        _leading = [.. counts.Select(counted => counted.Group)];
        if (counts.Count == 0)
            return false;
        (_rarest, var fewest) = counts.MinBy(counted => counted.Count);
        return SearchPlan.AsksTerms(_filter, leads: true) && fewest <= SearchPlan.Few;
    }

    /// <summary>Whether rows of terms are asked for, which events that are not indexed yet do not have.</summary>
    public bool AsksTerms { get; private set; }

    /// <summary>
    /// The same for events that are not indexed yet, of <c>event_unindexed u</c> and <c>search s</c>: they are few, and have their terms with
    /// them.
    /// </summary>
    public EventConditions Unindexed(bool withDocuments)
    {
        var late = new EventConditions(_tenant, _filter, _values);
        late._conditions.Add("u.tenant = $1");
        late.Time("u.at");
        foreach (var word in _filter.Words)
            late._conditions.Add(late.Has(word, "u.terms"));
        late.Beside(SearchWay.Terms);
        late._conditions.Add(Shows(withDocuments));
        return late;
    }

    /// <summary>Where events with the rarest term stand, each once.</summary>
    public string Rarest(string name)
    {
        AsksTerms = true;
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

    /// <summary>Those that what stands beside the documents lets through, in order, before their documents are fetched.</summary>
    public string Sorted(SearchWay way)
    {
        var beside = new EventConditions(_tenant, _filter, _values);
        beside.Beside(way);
        return $"(SELECT s.* FROM search s WHERE {beside.Sql} ORDER BY {Order("s")} OFFSET 0) s";
    }

    /// <summary>The order of detection.</summary>
    public string Order(string name) =>
        _filter.Order == EventOrder.EarliestDetected ? $"{name}.at, {name}.id" : $"{name}.at DESC, {name}.id DESC";

    /// <summary>Whether the terms of the documents must be looked at.</summary>
    public bool AsksDocuments => _filter.Words.Any(word => word.IsBeginning);

    /// <summary>All that the filter asks, with what its way needs.</summary>
    public void Of(SearchWay way, string place, bool isSorted, bool withDocuments)
    {
        if (!SearchPlan.IsBeside(way))
            Narrow("e", ["e.lat_e7", "e.lon_e7"], "e.detected_at", isWalk: true, isBeside: false);
        else if (!isSorted)
            Beside(way);
        if (place == "t")
            Time("t.at");
        _conditions.Add(Shows(withDocuments));
        // Open events are few: found among themselves and sorted, not looked for among all that ever were.
        if (_filter.IsOpenOnly && !SearchPlan.IsBeside(way))
            _conditions.Add($"e.urgency < {Open}");
        var (at, id) = place.Length > 0 ? ($"{place}.at", $"{place}.id") : (DetectedAt, "e.id");
        foreach (var word in _filter.Words)
        {
            if (way == SearchWay.Terms && _rarest is [var driving] && driving == word)
                continue;
            if (word.IsBeginning || !SearchPlan.IsBeside(way)) // its document is read anyway
            {
                _conditions.Add(Has(word, "e.terms"));
                continue;
            }
            AsksTerms = true;
            _conditions.Add($"EXISTS (SELECT FROM event_term o WHERE o.tenant = $1 AND {Is("o", [word])} AND o.at = {at} AND o.id = {id})");
        }
    }

    static string Shows(bool withDocuments) => withDocuments ? "e.tenant = $1 AND e.view IS NOT NULL" : "s.status IS NOT NULL";

    /// <summary>Whether it is among terms that are written together, each behind a space.</summary>
    string Has(SearchWord word, string terms) =>
        word.IsBeginning
            ? $"position({Next($" {word.Text}")} in {terms}) > 0"
            : $"position({Next($" {word.Text} ")} in {terms} || ' ') > 0";

    public void After(string comparison, IReadOnlyList<JsonElement> keys) =>
        _conditions.Add(
            $"{comparison} ({string.Join(", ", keys.Select(key => Next(key.ValueKind == JsonValueKind.Number ? key.GetInt64() : key.GetString())))})"
        );

    /// <summary>All that the filter asks of what stands beside the documents. On a walk in the order of time no other index is wanted.</summary>
    void Beside(SearchWay way)
    {
        var isWalk = way is SearchWay.Detection or SearchWay.Open or SearchWay.Unclosed or SearchWay.Terms;
        _conditions.Add("s.tenant = $1");
        if (way == SearchWay.Open)
            _conditions.Add("s.stage = 0");
        if (way == SearchWay.Unclosed)
            _conditions.Add("s.stage < 2");
        Narrow("s", isWalk ? ["(s.lat + 0)", "(s.lon + 0)"] : ["s.lat", "s.lon"], "s.at", isWalk, isBeside: true);
    }

    void Narrow(string name, string[] place, string at, bool isWalk, bool isBeside)
    {
        var (statuses, severities) = (_filter.Statuses.Select(Words.Of), _filter.Severities.Select(severity => (long)severity));
        if (_filter.Statuses.Count > 0)
            _conditions.Add(Among($"{name}.status", Arg.Texts(statuses), isBeside));
        if (_filter.Severities.Count > 0)
            _conditions.Add(Among($"({name}.severity + 0)::bigint", Arg.Longs(severities), isBeside));
        OneOf($"{name}.facility_id", _filter.Facilities);
        OneOf($"{name}.category", _filter.Categories);
        OneOf($"{name}.source", _filter.Sources);
        Time(at);
        Box(place[0], place[1]);
        Assigned(isWalk ? $"({name}.assignee || '')" : $"{name}.assignee");
        Aside($"{name}.asides");
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

    /// <summary>Beside the documents so that the planner, which has no figures on it, does not leave the order of the index for it.</summary>
    string Among(string column, Arg values, bool isBeside) =>
        isBeside ? $"array_position({Next(values)}, {column}) > 0" : $"{column} = ANY ({Next(values)})";

    void OneOf(string column, IReadOnlyList<string> values)
    {
        if (values.Count > 0)
            _conditions.Add($"{column} = ANY ({Next(Arg.Texts(values))})");
    }
}
