using System.Text.Json;
using Watchfloor.Devices;
using Watchfloor.Telemetry;

namespace Watchfloor.Store.Sqlite;

/// <summary>Samples and rollups of one tag.</summary>
sealed class SqliteTelemetryReads(Readers readers) : ITelemetryReads
{
    static readonly Comparer<(long At, long Seq, Sample Sample)> ByTime = Comparer<(long At, long Seq, Sample Sample)>.Create(
        (a, b) => (a.At, a.Seq).CompareTo((b.At, b.Seq))
    );

    /// <summary>Packs by the oldest sample in them: once enough samples are older than the next pack, nothing earlier can follow.</summary>
    public ValueTask<Listing<Sample>> Samples(
        TenantId tenant,
        string tag,
        DateTimeOffset from,
        DateTimeOffset to,
        int limit,
        string? cursor,
        CancellationToken cancellation
    )
    {
        var list = $"samples/{tenant}/{tag}";
        var keys = cursor is null ? null : ListCursor.Read(list, cursor, JsonValueKind.Number, JsonValueKind.Number);
        var after = keys is null ? (Micros.Of(from), 0) : (keys[0].GetInt64(), keys[1].GetInt64());
        var (begin, end) = (after.Item1, Micros.Of(to));
        var device = DeviceIds.Of(tag);
        using var reader = readers.Rent(cancellation);
        var row = reader
            .Sql(
                """
                SELECT last, oldest, data FROM readings
                WHERE tenant = ? AND device = ? AND oldest >= ? AND oldest < ? AND newest >= ? ORDER BY oldest
                """
            )
            .Add(tenant.Value)
            .Add(device)
            .Add(begin - ReadingPack.Span)
            .Add(end)
            .Add(begin);
        var found = new SortedSet<(long At, long Seq, Sample Sample)>(ByTime);
        while (row.Step() && !(found.Count > limit && found.Max.At < row.Long(1)))
        {
            foreach (var (seq, sample) in ReadingPack.Read(device, row.Long(0), row.Utf8(2)))
            {
                var at = Micros.Of(sample.At);
                if (sample.Tag == tag && at < end && (at, seq).CompareTo(after) > 0)
                    found.Add((at, seq, sample));
                if (found.Count > limit + 1)
                    found.Remove(found.Max);
            }
        }
        var samples = found.Take(limit).ToList();
        var next = found.Count > limit ? ListCursor.Write(list, samples[^1].At, samples[^1].Seq) : null;
        return ValueTask.FromResult(new Listing<Sample>(samples.ConvertAll(sample => sample.Sample), next));
    }

    public ValueTask<Listing<Rollup>> Rollups(
        TenantId tenant,
        string tag,
        Resolution resolution,
        DateTimeOffset from,
        DateTimeOffset to,
        int limit,
        string? cursor,
        CancellationToken cancellation
    )
    {
        var (list, width) = ($"rollups/{tenant}/{tag}/{resolution}", RollupWidth.Of(resolution));
        var after = cursor is null ? Micros.Of(from) : ListCursor.Read(list, cursor, JsonValueKind.Number)[0].GetInt64() + 1;
        using var reader = readers.Rent(cancellation);
        var rollups = new List<Rollup>();
        foreach (var span in Spans(reader, width, after, Micros.Of(to)))
        {
            var row = reader
                .Sql(
                    """
                    SELECT at, samples, good, low, high, total, last FROM rollups
                    WHERE width = ? AND span = ? AND tenant = ? AND tag = ? AND at >= ? AND at < ? ORDER BY at
                    """
                )
                .Add(width)
                .Add(span)
                .Add(tenant.Value)
                .Add(tag)
                .Add(after)
                .Add(Micros.Of(to));
            while (row.Step())
            {
                if (rollups.Count == limit)
                    return ValueTask.FromResult(new Listing<Rollup>(rollups, ListCursor.Write(list, Micros.Of(rollups[^1].At))));
                rollups.Add(Read(row));
            }
        }
        return ValueTask.FromResult(new Listing<Rollup>(rollups, null));
    }

    /// <summary>The spans between two instants that there are any rollups of.</summary>
    static IEnumerable<long> Spans(Readers.Reader reader, long width, long from, long to)
    {
        if (to <= from || End(reader, width, "") is not { } oldest || End(reader, width, " DESC") is not { } newest)
            yield break;
        var (first, last) = (Math.Max(oldest, RollupWidth.SpanOf(width, from)), Math.Min(newest, RollupWidth.SpanOf(width, to - 1)));
        for (var span = first; span <= last; span++)
            yield return span;
    }

    static long? End(Readers.Reader reader, long width, string order)
    {
        var row = reader.Sql($"SELECT span FROM rollups WHERE width = ? ORDER BY span{order} LIMIT 1").Add(width);
        long? span = row.Step() ? row.Long(0) : null;
        row.Rest();
        return span;
    }

    static Rollup Read(Statement row) =>
        new(row.Instant(0), row.Long(1), row.Long(2), Number(row, 3), Number(row, 4), Number(row, 5), Number(row, 6));

    static double? Number(Statement row, int column) => row.IsNull(column) ? null : row.Double(column);
}
