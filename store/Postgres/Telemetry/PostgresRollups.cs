using Watchfloor.Kernel;

namespace Watchfloor.Store.Postgres;

/// <summary>Reads and reckons beside the lane; the lane gets the sums, and moves the mark with them.</summary>
sealed class PostgresRollups(Readers readers, Lane lane) : ITelemetryRollups
{
    const string Mark = "SELECT value FROM marks WHERE name = 'rolled'";
    const string Unrolled = $"SELECT last, tenant, device, data FROM readings WHERE last > ({Mark}) ORDER BY last LIMIT $1";

    // The sums count only where the mark still stands where it was when they were reckoned.
    const string Fold = $"""
        WITH moved AS (UPDATE marks SET value = $1 WHERE name = 'rolled' AND value = $2 RETURNING 1),
        put AS (
          INSERT INTO rollups AS r (width, span, tenant, tag, at, samples, good, low, high, total, last, last_at)
          SELECT b.* FROM moved, unnest($3::bigint[], $4::bigint[], $5::text[], $6::text[], $7::bigint[], $8::bigint[], $9::bigint[],
            $10::double precision[], $11::double precision[], $12::double precision[], $13::double precision[], $14::bigint[]) AS b
          ON CONFLICT (tenant, tag, width, at) DO UPDATE SET
            samples = r.samples + excluded.samples,
            good = r.good + excluded.good,
            low = least(r.low, excluded.low),
            high = greatest(r.high, excluded.high),
            total = {RollupSum.Sql},
            last = CASE WHEN excluded.last_at IS NULL OR r.last_at > excluded.last_at THEN r.last ELSE excluded.last END,
            last_at = greatest(r.last_at, excluded.last_at)
        )
        SELECT EXISTS (SELECT FROM moved)
        """;

    public async Task<int> Roll(int limit, CancellationToken cancellation)
    {
        while (true)
        {
            var (from, packs) = (0L, new List<(long Last, TenantId Tenant, string Device, byte[] Data)>());
            await readers.Ask(
                Scope.System,
                [
                    (Mark, row => from = row.Long(0), []),
                    (Unrolled, row => packs.Add((row.Long(0), new(row.Text(1)), row.Text(2), row.Bytes(3))), [Math.Max(1, limit)]),
                ],
                packs.Clear,
                cancellation
            );
            var (folded, through, buckets) = (0, from, new Dictionary<BucketKey, Bucket>());
            foreach (var pack in packs.TakeWhile(_ => folded < limit))
            {
                var readings = ReadingPack.Read(pack.Device, pack.Last, pack.Data);
                Bucket.Fold(buckets, pack.Tenant, readings);
                (folded, through) = (folded + readings.Count, pack.Last);
            }
            // Where the mark has moved meanwhile, somebody else was faster.
            if (folded == 0 || await lane.Enqueue(Write(from, through, buckets)))
                return folded;
        }
    }

    static SideWrite<bool> Write(long from, long through, Dictionary<BucketKey, Bucket> buckets)
    {
        var rows = buckets
            .OrderBy(pair => pair.Key.Tenant.Value, StringComparer.Ordinal)
            .ThenBy(pair => pair.Key.Tag, StringComparer.Ordinal)
            .ThenBy(pair => pair.Key.Width)
            .ThenBy(pair => pair.Key.At)
            .ToList();
        Arg[] values =
        [
            through,
            from,
            Arg.Longs(rows.Select(row => row.Key.Width)),
            Arg.Longs(rows.Select(row => row.Key.Span)),
            Arg.Texts(rows.Select(row => row.Key.Tenant.Value)),
            Arg.Texts(rows.Select(row => row.Key.Tag)),
            Arg.Longs(rows.Select(row => row.Key.At)),
            Arg.Longs(rows.Select(row => row.Value.Count)),
            Arg.Longs(rows.Select(row => row.Value.Good)),
            Arg.Doubles(rows.Select(row => OfGood(row.Value, row.Value.Min))),
            Arg.Doubles(rows.Select(row => OfGood(row.Value, row.Value.Max))),
            Arg.Doubles(rows.Select(row => OfGood(row.Value, row.Value.Sum))),
            Arg.Doubles(rows.Select(row => OfGood(row.Value, row.Value.Last))),
            Arg.Longs(rows.Select(row => row.Value.Good > 0 ? row.Value.LastAt : (long?)null)),
        ];
        return new((statements, _, write) => statements.Add(Fold, row => write.Result = row.Bool(0), SideWrite.Own(values)));
    }

    static double? OfGood(Bucket bucket, double value) => bucket.Good > 0 ? value : null;
}
