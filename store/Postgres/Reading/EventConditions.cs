using System.Text.Json;
using Watchfloor.Events;

namespace Watchfloor.Store.Postgres;

/// <summary>What must hold for an event of a list, as SQL and the values for it. The first value is the tenant.</summary>
sealed class EventConditions(TenantId tenant, EventFilter filter)
{
    const int Open = 2;

    readonly List<string> _conditions = [];
    readonly List<Arg> _values = [tenant.Value];
    IReadOnlyList<SearchWord>? _rarest;

    public string Sql => string.Join(" AND ", _conditions);

    public Arg[] Values => [.. _values];

    public string Next(Arg value)
    {
        _values.Add(value);
        return $"${_values.Count}";
    }

    public async Task<SearchWay> Choose(Readers readers, CancellationToken cancellation)
    {
        if (SearchPlan.AsksAside(filter) && await IsFew(readers, conditions => conditions.Aside("s.asides"), cancellation))
            return SearchWay.Aside;
        if (SearchPlan.AsksAssignee(filter) && await IsFew(readers, conditions => conditions.Assigned("s.assignee"), cancellation))
            return SearchWay.Assignee;
        var terms = filter.Terms;
        var fewTerms = false;
        if (terms.Count > 1 || SearchPlan.AsksTerms(filter))
        {
            var counts = new List<long>();
            foreach (var group in terms)
                counts.Add(await Count(readers, "event_term t", (conditions) => conditions.Term("t", group), cancellation));
            _rarest = terms[counts.IndexOf(counts.Min())];
            fewTerms = SearchPlan.AsksTerms(filter) && counts.Min() <= SearchPlan.Few;
        }
        var fewPlaces =
            !fewTerms && SearchPlan.AsksPlace(filter) && await IsFew(readers, conditions => conditions.Box("s.lat", "s.lon"), cancellation);
        var fewTimes = SearchPlan.AsksTime(filter) && await IsFew(readers, conditions => conditions.Time("s.at"), cancellation);
        return SearchPlan.Choose(filter, fewTerms, fewPlaces, fewTimes);
    }

    /// <summary>Where events with the rarest term stand, each once.</summary>
    public string Rarest(string name)
    {
        var group = _rarest ??= filter.Terms[0];
        if (group is [{ IsBeginning: false } word])
        {
            _conditions.Add($"{name}.tenant = $1 AND {name}.term = {Next(word.Text)}");
            return $"event_term {name}";
        }
        return $"(SELECT DISTINCT t.tenant, t.at, t.id FROM event_term t WHERE t.tenant = $1 AND {Is("t", group)}) {name}";
    }

    /// <summary>All that the filter asks, with what its way needs.</summary>
    public void Of(SearchWay way, string place)
    {
        if (place == "s")
        {
            _conditions.Add("s.tenant = $1");
            Box("s.lat", "s.lon");
            Assigned("s.assignee");
            Aside("s.asides");
        }
        else
        {
            Box("e.lat_e7", "e.lon_e7");
            Assigned("e.assignee");
            Aside("e.asides");
        }
        if (place.Length > 0)
            Time($"{place}.at");
        _conditions.Add("e.tenant = $1 AND e.view IS NOT NULL");
        if (filter.Statuses.Count > 0)
            _conditions.Add($"e.status = ANY ({Next(Arg.Texts(filter.Statuses.Select(Words.Of)))})");
        // The zero keeps the planner from leaving the order of the index for it.
        if (filter.Severities.Count > 0)
            _conditions.Add($"e.severity + 0 = ANY ({Next(Arg.Longs(filter.Severities.Select(severity => (long)severity)))})");
        // Open events are few: found among themselves and sorted, not looked for among all that ever were.
        if (filter.IsOpenOnly && way is SearchWay.Open or SearchWay.Urgency or SearchWay.Arrival or SearchWay.Detection)
            _conditions.Add($"e.urgency < {Open}");
        OneOf("e.facility_id", filter.Facilities);
        OneOf("e.category", filter.Categories);
        OneOf("e.source", filter.Sources);
        Time("e.detected_at");
        foreach (var word in filter.Words)
        {
            if (way == SearchWay.Terms && _rarest is [var driving] && driving == word)
                continue;
            var at = place.Length > 0 ? $"{place}.at" : "e.detected_at";
            _conditions.Add($"EXISTS (SELECT FROM event_term o WHERE o.tenant = $1 AND {Is("o", [word])} AND o.at = {at} AND o.id = e.id)");
        }
    }

    public void After(string comparison, IReadOnlyList<JsonElement> keys) =>
        _conditions.Add(
            $"{comparison} ({string.Join(", ", keys.Select(key => Next(key.ValueKind == JsonValueKind.Number ? key.GetInt64() : key.GetString())))})"
        );

    static async Task<long> CountOf(Readers readers, TenantId tenant, string sql, Arg[] values, CancellationToken cancellation) =>
        await readers.First(Scope.Of(tenant), sql, row => row.Long(0), cancellation, values);

    async Task<bool> IsFew(Readers readers, Action<EventConditions> add, CancellationToken cancellation) =>
        await Count(readers, "search s", add, cancellation) <= SearchPlan.Few;

    Task<long> Count(Readers readers, string from, Action<EventConditions> add, CancellationToken cancellation)
    {
        var conditions = new EventConditions(tenant, filter);
        conditions._conditions.Add("tenant = $1");
        add(conditions);
        var sql = $"SELECT count(*) FROM (SELECT FROM {from} WHERE {conditions.Sql} LIMIT {SearchPlan.Few + 1}) few";
        return CountOf(readers, tenant, sql, conditions.Values, cancellation);
    }

    void Term(string name, IReadOnlyList<SearchWord> group) => _conditions.Add(Is(name, group));

    string Is(string name, IReadOnlyList<SearchWord> group) =>
        group is [{ IsBeginning: true } word] ? $"{name}.term >= {Next(word.Text)} AND {name}.term < {Next(word.Text + "\U0010FFFF")}"
        : group is [var one] ? $"{name}.term = {Next(one.Text)}"
        : $"{name}.term = ANY ({Next(Arg.Texts(group.Select(each => each.Text)))})";

    void Time(string column)
    {
        if (filter.From is { } from)
            _conditions.Add($"{column} >= {Next(Micros.Of(from))}");
        if (filter.To is { } to)
            _conditions.Add($"{column} < {Next(Micros.Of(to))}");
    }

    void Box(string lat, string lon)
    {
        if (filter.Box is not { } box)
            return;
        _conditions.Add($"{lat} BETWEEN {Next(SearchColumns.Parts(box.MinLat))} AND {Next(SearchColumns.Parts(box.MaxLat))}");
        var (west, east) = (Next(SearchColumns.Parts(box.MinLon)), Next(SearchColumns.Parts(box.MaxLon)));
        _conditions.Add(box.MinLon <= box.MaxLon ? $"{lon} BETWEEN {west} AND {east}" : $"({lon} >= {west} OR {lon} <= {east})");
    }

    void Assigned(string column)
    {
        if (filter.Assignees.Count == 0)
        {
            if (filter.Unassigned)
                _conditions.Add($"{column} IS NULL");
            return;
        }
        var among = filter.Assignees is [var one] ? $"{column} = {Next(one)}" : $"{column} = ANY ({Next(Arg.Texts(filter.Assignees))})";
        _conditions.Add(filter.Unassigned ? $"({column} IS NULL OR {among})" : among);
    }

    void Aside(string column)
    {
        if (AsideMarks.Of(filter.Asides) is { } marks)
            _conditions.Add($"{column} IS NOT NULL AND {column} & {Next(marks)} <> 0");
    }

    void OneOf(string column, IReadOnlyList<string> values)
    {
        if (values.Count > 0)
            _conditions.Add($"{column} = ANY ({Next(Arg.Texts(values))})");
    }
}
