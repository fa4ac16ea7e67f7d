using Watchfloor.Kernel;
using Watchfloor.Telemetry;

namespace Watchfloor.Store.Postgres;

/// <summary>
/// One batch of samples, packed by whoever brings it, and the messages that tell the devices which watch them, in one statement. Batches
/// are known as runs of numbers: a repeat is known for ever, and what never came is never taken for one.
/// </summary>
sealed class TelemetryWrite(TenantId tenant, TelemetryBatch batch, string? trace) : Write<IReadOnlyList<DeviceRange>>, ISideWrite
{
    const string Source = "telemetry";
    const string Run = "r.tenant = $2 AND r.source = $3 AND r.stream = $4";

    // One line per device, whoever sends: its readings are told in the order of the log, which one lane writes.
    static readonly string Append = $$"""
        WITH x AS MATERIALIZED (SELECT $1::bigint + pg_current_xact_id()::text::bigint AS xid),
        before AS MATERIALIZED (SELECT first, through FROM batch_runs r WHERE {{Run}} AND first <= $5 ORDER BY first DESC LIMIT 1),
        behind AS MATERIALIZED (
          SELECT first, through FROM (SELECT first, through FROM batch_runs r WHERE {{Run}} AND first > $5 ORDER BY first LIMIT 1) later
          WHERE first - 1 = $5
        ),
        fresh AS MATERIALIZED (SELECT 1 WHERE NOT EXISTS (SELECT FROM before WHERE through >= $5)),
        joined AS (DELETE FROM batch_runs r USING fresh, behind b WHERE {{Run}} AND r.first = b.first),
        grown AS (
          UPDATE batch_runs r SET through = coalesce((SELECT through FROM behind), $5) FROM fresh, before b
          WHERE {{Run}} AND r.first = b.first AND b.through = $5 - 1 RETURNING 1
        ),
        begun AS (
          INSERT INTO batch_runs (tenant, source, stream, first, through)
          SELECT $2, $3, $4, $5, coalesce((SELECT through FROM behind), $5) FROM fresh WHERE NOT EXISTS (SELECT FROM grown)
        ),
        numbers AS (UPDATE marks SET value = value + $6 FROM fresh WHERE name = 'readings' RETURNING value - $6 AS start),
        today AS (
          INSERT INTO reading_days (first, day) SELECT start + 1, $7 FROM numbers
          WHERE $7 IS DISTINCT FROM (SELECT day FROM reading_days ORDER BY first DESC LIMIT 1)
        ),
        packed AS (
          INSERT INTO readings (last, tenant, device, oldest, newest, data)
          SELECT start + p.last, $2, p.device, p.oldest, p.newest, p.data
          FROM numbers, unnest($8::bigint[], $9::text[], $10::bigint[], $11::bigint[], $12::bytea[]) AS p (last, device, oldest, newest, data)
        ),
        watched AS MATERIALIZED (
          SELECT d.device, start + d.first AS first, start + d.last AS last, d.partition, d.place
          FROM numbers, unnest($13::text[], $14::bigint[], $15::bigint[], $18::integer[])
            WITH ORDINALITY AS d (device, first, last, partition, place)
          WHERE EXISTS (SELECT FROM device e WHERE e.tenant = $2 AND e.id = d.device)
        ),
        told AS (
          INSERT INTO outbox (seq, partition, tenant, kind, id, target_tenant, target_kind, target_id, command, data, request_id, trace)
          SELECT (x.xid << {{FlushPlace.Bits}}) + $16 + w.place - 1, w.partition, $2, '{{Source}}', w.device, $2, '{{Kinds.Device}}', w.device,
            'wf.ReadTelemetry', convert_to('{"from":' || w.first || ',"through":' || w.last || '}', 'UTF8'),
            'telemetry/' || $3 || '/' || $4 || '/' || $5::text || '/' || w.device, $17
          FROM x, watched w
        )
        SELECT device, first, last FROM watched ORDER BY place
        """;

    readonly List<ReadingPack> _packs = ReadingPack.Of(batch.Samples);

    /// <summary>One batch after the other, also if it comes to two servers at once; and a device is told of its readings as they were numbered.</summary>
    public bool GoesInTurn => true;

    public void Add(Statements statements, FlushPlace place)
    {
        var told = new List<DeviceRange>();
        Result = told;
        var (lasts, devices) = Numbers();
        statements.Add(
            Append,
            row => told.Add(new(row.Text(0), row.Long(1), row.Long(2))),
            place.XidBase,
            tenant.Value,
            batch.Source,
            batch.Stream ?? "",
            batch.Seq,
            lasts.Count == 0 ? 0 : lasts[^1],
            RollupWidth.Down(place.Now, Day) / Day,
            Arg.Longs(lasts),
            Arg.Texts(_packs.Select(pack => pack.Device)),
            Arg.Longs(_packs.Select(pack => pack.Oldest)),
            Arg.Longs(_packs.Select(pack => pack.Newest)),
            Arg.Bytes(_packs.Select(pack => pack.Data)),
            Arg.Texts(devices.Select(device => device.DeviceId)),
            Arg.Longs(devices.Select(device => device.From)),
            Arg.Longs(devices.Select(device => device.Through)),
            place.NextMessages(devices.Count),
            trace,
            Arg.Ints(devices.Select(device => DuePartition.Of(new EntityId(Source, tenant, device.DeviceId))))
        );
    }

    public const long Day = 86_400_000_000;

    /// <summary>Numbers from 1 on, which the database moves up. Packs of one device follow each other, so its numbers do.</summary>
    (List<long> Lasts, List<DeviceRange> Devices) Numbers()
    {
        var (lasts, devices, last) = (new List<long>(), new List<DeviceRange>(), 0L);
        foreach (var pack in _packs)
        {
            if (devices.Count > 0 && devices[^1].DeviceId == pack.Device)
                devices[^1] = devices[^1] with { Through = last + pack.Count };
            else
                devices.Add(new(pack.Device, last + 1, last + pack.Count));
            lasts.Add(last += pack.Count);
        }
        return (lasts, devices);
    }
}
