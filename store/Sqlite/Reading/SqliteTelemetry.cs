using Watchfloor.Kernel;
using Watchfloor.Telemetry;

namespace Watchfloor.Store.Sqlite;

/// <summary>The log of samples.</summary>
sealed class SqliteTelemetry(Readers readers, Lane lane) : ITelemetryLog
{
    public Task<IReadOnlyList<DeviceRange>> Append(
        TenantId tenant,
        TelemetryBatch batch,
        DateTimeOffset receivedAt,
        string? trace = null
    ) => lane.Enqueue(new TelemetryWrite(tenant, batch, trace));

    public ValueTask<IReadOnlyList<Reading>> After(TenantId tenant, string deviceId, long seq, int limit, CancellationToken cancellation)
    {
        using var reader = readers.Rent(cancellation);
        var row = reader
            .Sql("SELECT seq, tag, at, value, quality FROM telemetry WHERE tenant = ? AND device = ? AND seq > ? ORDER BY seq LIMIT ?")
            .Add(tenant.Value)
            .Add(deviceId)
            .Add(seq)
            .Add(limit);
        var readings = new List<Reading>();
        while (row.Step())
            readings.Add(new(row.Long(0), new(row.Text(1), row.Instant(2), row.Double(3), row.Int(4))));
        return ValueTask.FromResult<IReadOnlyList<Reading>>(readings);
    }
}
