using Watchfloor.Telemetry;

namespace Watchfloor.Store.Sqlite;

/// <summary>Sums on their way into the rollups. They count only where the mark still stands where it was when they were reckoned.</summary>
sealed class FoldWrite : Write<bool>
{
    const string Put = $"""
        INSERT INTO rollups AS r VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET
          samples = samples + excluded.samples,
          good = good + excluded.good,
          low = coalesce(min(low, excluded.low), low, excluded.low),
          high = coalesce(max(high, excluded.high), high, excluded.high),
          total = {RollupSum.Sql},
          last = CASE WHEN excluded.last_at IS NULL OR last_at > excluded.last_at THEN last ELSE excluded.last END,
          last_at = coalesce(max(last_at, excluded.last_at), last_at, excluded.last_at)
        """;

    readonly Dictionary<BucketKey, Bucket> _buckets = [];
    readonly long _from;
    List<KeyValuePair<BucketKey, Bucket>>? _rows;
    long _through;

    public FoldWrite(long from) => _from = _through = from;

    public int Readings { get; private set; }

    public void Add(TenantId tenant, long last, List<Reading> readings)
    {
        Bucket.Fold(_buckets, tenant, readings);
        _through = last;
        Readings += readings.Count;
    }

    /// <summary>Puts the sums into their order before the lane has them, which others wait for.</summary>
    public void Settle() => _rows = InOrder();

    protected override bool Change(Writer writer)
    {
        if (writer.Meta.Of(MetaRows.Rolled) != _from)
            return false;
        var statement = writer.Connection.Sql(Put);
        foreach (var (key, bucket) in _rows ?? InOrder())
            Write(statement, key, bucket);
        writer.Meta.Set(MetaRows.Rolled, _through);
        return true;
    }

    /// <summary>That of the table's key.</summary>
    List<KeyValuePair<BucketKey, Bucket>> InOrder() =>
        [
            .. _buckets
                .OrderBy(pair => pair.Key.Width)
                .ThenBy(pair => pair.Key.Span)
                .ThenBy(pair => pair.Key.Tenant.Value, StringComparer.Ordinal)
                .ThenBy(pair => pair.Key.Tag, StringComparer.Ordinal)
                .ThenBy(pair => pair.Key.At),
        ];

    static void Write(Statement statement, BucketKey key, Bucket bucket)
    {
        statement.Add(key.Width).Add(key.Span).Add(key.Tenant.Value).Add(key.Tag).Add(key.At).Add(bucket.Count).Add(bucket.Good);
        if (bucket.Good > 0)
            statement.Add(bucket.Min).Add(bucket.Max).Add(bucket.Sum).Add(bucket.Last).Add(bucket.LastAt).Run();
        else
            statement.AddNull().AddNull().AddNull().AddNull().AddNull().Run();
    }
}
