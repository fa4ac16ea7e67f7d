using Watchfloor.Kernel;
using Watchfloor.Telemetry;

namespace Watchfloor.Store.Postgres;

/// <summary>The log of samples. One lane writes it, so that the order of numbers is the order in which readers see them.</summary>
sealed class PostgresTelemetry(Readers readers, Lane lane) : ITelemetryLog
{
    const string Later =
        "SELECT seq, tag, at, value, quality FROM telemetry WHERE tenant = $1 AND device = $2 AND seq > $3 ORDER BY seq LIMIT $4";

    public Task<IReadOnlyList<DeviceRange>> Append(TenantId tenant, TelemetryBatch batch, DateTimeOffset receivedAt) =>
        lane.Enqueue(new TelemetryWrite(tenant, batch));

    public async ValueTask<IReadOnlyList<Reading>> After(
        TenantId tenant,
        string deviceId,
        long seq,
        int limit,
        CancellationToken cancellation
    ) =>
        await readers.Rows(
            Scope.Of(tenant),
            Later,
            row => new Reading(row.Long(0), new(row.Text(1), row.Instant(2), row.Double(3), row.Int(4))),
            cancellation,
            tenant.Value,
            deviceId,
            seq,
            limit
        );
}
