using Watchfloor.Devices;
using Watchfloor.Kernel;
using Watchfloor.Telemetry;

namespace Watchfloor.Store.Postgres;

/// <summary>One batch of samples, and the messages that tell the devices which watch them, in one statement.</summary>
sealed class TelemetryWrite(TenantId tenant, TelemetryBatch batch) : Write<IReadOnlyList<DeviceRange>>, ISideWrite
{
    // One line per device, whoever sends: its readings are told in the order of the log, which one lane writes.
    const string Append = $$"""
        WITH x AS MATERIALIZED (SELECT $1::bigint + pg_current_xact_id()::text::bigint AS xid),
        known AS (
          INSERT INTO telemetry_batches (tenant, source, stream, seq) VALUES ($2, $3, $4, $5) ON CONFLICT DO NOTHING RETURNING 1
        ),
        added AS (
          INSERT INTO telemetry (tenant, device, tag, at, value, quality)
          SELECT $2, s.device, s.tag, s.at, s.value, s.quality
          FROM known, unnest($6::text[], $7::text[], $8::bigint[], $9::double precision[], $10::integer[]) WITH ORDINALITY
            AS s (device, tag, at, value, quality, place)
          ORDER BY s.place
          RETURNING seq, device
        ),
        ranges AS (
          SELECT a.device, min(a.seq) AS first, max(a.seq) AS last FROM added a GROUP BY a.device
        ),
        watched AS MATERIALIZED (
          SELECT r.*, row_number() OVER (ORDER BY r.first) AS place FROM ranges r
          WHERE EXISTS (SELECT FROM device d WHERE d.tenant = $2 AND d.id = r.device)
        ),
        told AS (
          INSERT INTO outbox (seq, tenant, kind, id, target_tenant, target_kind, target_id, command, data, request_id)
          SELECT (x.xid << {{Bits}}) + $11 + w.place - 1, $2, 'telemetry', w.device, $2, '{{Kinds.Device}}', w.device, 'wf.ReadTelemetry',
            convert_to('{"from":' || w.first || ',"through":' || w.last || '}', 'UTF8'),
            'telemetry/' || $3 || '/' || $4 || '/' || $5::text || '/' || w.device
          FROM x, watched w
        )
        SELECT device, first, last FROM watched ORDER BY first
        """;

    const string Bits = "20";

    readonly string[] _devices = [.. batch.Samples.Select(sample => DeviceIds.Of(sample.Tag))];

    public void Add(Statements statements, FlushPlace place)
    {
        var told = new List<DeviceRange>();
        Result = told;
        statements.Add(
            Append,
            row => told.Add(new(row.Text(0), row.Long(1), row.Long(2))),
            place.XidBase,
            tenant.Value,
            batch.Source,
            batch.Stream ?? "",
            batch.Seq,
            Arg.Texts(_devices),
            Arg.Texts(batch.Samples.Select(sample => sample.Tag)),
            Arg.Longs(batch.Samples.Select(sample => Micros.Of(sample.At))),
            Arg.Doubles(batch.Samples.Select(sample => sample.Value)),
            Arg.Ints(batch.Samples.Select(sample => (int)sample.Quality)),
            place.NextMessages(_devices.Distinct().Count())
        );
    }
}
