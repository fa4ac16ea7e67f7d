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
            .Sql("SELECT last, data FROM readings WHERE tenant = ? AND device = ? AND last > ? ORDER BY last")
            .Add(tenant.Value)
            .Add(deviceId)
            .Add(seq);
        var readings = new List<Reading>();
        while (readings.Count < limit && row.Step())
            readings.AddRange(ReadingPack.Read(deviceId, row.Long(0), row.Utf8(1)).SkipWhile(reading => reading.Seq <= seq));
        return ValueTask.FromResult<IReadOnlyList<Reading>>(readings.Count > limit ? readings.GetRange(0, limit) : readings);
    }

    public ValueTask<long> Newest(TenantId tenant, string deviceId, CancellationToken cancellation)
    {
        using var reader = readers.Rent(cancellation);
        var row = reader
            .Sql("SELECT last FROM readings WHERE tenant = ? AND device = ? ORDER BY last DESC LIMIT 1")
            .Add(tenant.Value)
            .Add(deviceId);
        return ValueTask.FromResult(row.Step() ? row.Long(0) : 0);
    }
}
