using System.Text.Json;
using Watchfloor.Devices;
using Watchfloor.Telemetry;

namespace Watchfloor.Store.Postgres;

/// <summary>Samples and rollups of one tag.</summary>
sealed class PostgresTelemetryReads(Readers readers) : ITelemetryReads
{
    const int Together = 64;
    const string Packs = """
        SELECT last, oldest, data FROM readings
        WHERE tenant = $1 AND device = $2 AND (oldest, last) > ($3, $4) AND oldest < $5 AND newest >= $6 ORDER BY oldest, last LIMIT $7
        """;
    const string Buckets = """
        SELECT at, samples, good, low, high, total, last FROM rollups
        WHERE tenant = $1 AND tag = $2 AND width = $3 AND at >= $4 AND at < $5 ORDER BY at LIMIT $6
        """;

    static readonly Comparer<(long At, long Seq, Sample Sample)> ByTime = Comparer<(long At, long Seq, Sample Sample)>.Create(
        (a, b) => (a.At, a.Seq).CompareTo((b.At, b.Seq))
    );

    /// <summary>Packs by the oldest sample in them: once enough samples are older than the next pack, nothing earlier can follow.</summary>
    public async ValueTask<Listing<Sample>> Samples(
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
        (long At, long Seq) after = keys is null ? (Micros.Of(from), 0) : (keys[0].GetInt64(), keys[1].GetInt64());
        var (device, end) = (DeviceIds.Of(tag), Micros.Of(to));
        var found = new SortedSet<(long At, long Seq, Sample Sample)>(ByTime);
        for (var (place, more) = ((Oldest: after.At - ReadingPack.Span, Last: -1L), true); more; )
        {
            var packs = await readers.Rows(
                Scope.Of(tenant),
                Packs,
                row => (Last: row.Long(0), Oldest: row.Long(1), Data: row.Bytes(2)),
                cancellation,
                tenant.Value,
                device,
                place.Oldest,
                place.Last,
                end,
                after.At,
                Together
            );
            more = packs.Count == Together;
            foreach (var pack in packs)
            {
                if (found.Count > limit && found.Max.At < pack.Oldest)
                {
                    more = false;
                    break;
                }
                place = (pack.Oldest, pack.Last);
                foreach (var (seq, sample) in ReadingPack.Read(device, pack.Last, pack.Data))
                {
                    var at = Micros.Of(sample.At);
                    if (sample.Tag == tag && at < end && (at, seq).CompareTo(after) > 0)
                        found.Add((at, seq, sample));
                    if (found.Count > limit + 1)
                        found.Remove(found.Max);
                }
            }
        }
        var samples = found.Take(limit).ToList();
        return new(
            samples.ConvertAll(sample => sample.Sample),
            found.Count > limit ? ListCursor.Write(list, samples[^1].At, samples[^1].Seq) : null
        );
    }

    public async ValueTask<Listing<Rollup>> Rollups(
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
        var list = $"rollups/{tenant}/{tag}/{resolution}";
        var after = cursor is null ? Micros.Of(from) : ListCursor.Read(list, cursor, JsonValueKind.Number)[0].GetInt64() + 1;
        var rows = await readers.Rows(
            Scope.Of(tenant),
            Buckets,
            Read,
            cancellation,
            tenant.Value,
            tag,
            RollupWidth.Of(resolution),
            after,
            Micros.Of(to),
            limit + 1L
        );
        return rows.Count > limit ? new(rows.GetRange(0, limit), ListCursor.Write(list, Micros.Of(rows[limit - 1].At))) : new(rows, null);
    }

    static Rollup Read(Row row) =>
        new(row.Instant(0), row.Long(1), row.Long(2), Number(row, 3), Number(row, 4), Number(row, 5), Number(row, 6));

    static double? Number(Row row, int column) => row.IsNull(column) ? null : row.Double(column);
}
