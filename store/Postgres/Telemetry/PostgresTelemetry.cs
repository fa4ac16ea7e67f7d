using Watchfloor.Kernel;
using Watchfloor.Telemetry;

namespace Watchfloor.Store.Postgres;

/// <summary>The log of samples. One lane writes it, so that the order of numbers is the order in which readers see them.</summary>
sealed class PostgresTelemetry(Readers readers, Lane lane) : ITelemetryLog
{
    const int Together = 64;
    const string Later = "SELECT last, data FROM readings WHERE tenant = $1 AND device = $2 AND last > $3 ORDER BY last LIMIT $4";
    const string Last = "SELECT last FROM readings WHERE tenant = $1 AND device = $2 ORDER BY last DESC LIMIT 1";

    public Task<IReadOnlyList<DeviceRange>> Append(
        TenantId tenant,
        TelemetryBatch batch,
        DateTimeOffset receivedAt,
        string? trace = null
    ) => lane.Enqueue(new TelemetryWrite(tenant, batch, trace));

    public async ValueTask<IReadOnlyList<Reading>> After(
        TenantId tenant,
        string deviceId,
        long seq,
        int limit,
        CancellationToken cancellation
    )
    {
        var readings = new List<Reading>();
        for (var (from, more) = (seq, true); more && readings.Count < limit; )
        {
            var packs = await readers.Rows(
                Scope.Of(tenant),
                Later,
                row => (Last: row.Long(0), Data: row.Bytes(1)),
                cancellation,
                tenant.Value,
                deviceId,
                from,
                Together
            );
            foreach (var pack in packs)
                readings.AddRange(ReadingPack.Read(deviceId, from = pack.Last, pack.Data).SkipWhile(reading => reading.Seq <= seq));
            more = packs.Count == Together;
        }
        return readings.Count > limit ? readings.GetRange(0, limit) : readings;
    }

    public async ValueTask<long> Newest(TenantId tenant, string deviceId, CancellationToken cancellation) =>
        await readers.Rows(Scope.Of(tenant), Last, row => row.Long(0), cancellation, tenant.Value, deviceId) is [var newest, ..]
            ? newest
            : 0;
}
