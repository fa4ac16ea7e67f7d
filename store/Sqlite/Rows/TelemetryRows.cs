using Watchfloor.Telemetry;

namespace Watchfloor.Store.Sqlite;

/// <summary>Samples in the order of arrival, and the batches they came in.</summary>
sealed class TelemetryRows
{
    readonly Statement _sample;
    readonly Statement _batch;
    readonly Statement _watching;

    public TelemetryRows(Connection connection)
    {
        _sample = connection.Sql("INSERT INTO telemetry VALUES (?, ?, ?, ?, ?, ?, ?)");
        _batch = connection.Sql("INSERT INTO telemetry_batches VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING");
        _watching = connection.Sql("SELECT 1 FROM device WHERE tenant = ? AND id = ?");
        Last = connection.Number("SELECT coalesce(max(seq), 0) FROM telemetry");
    }

    /// <summary>The newest sample's number.</summary>
    public long Last { get; private set; }

    /// <summary>False where the batch is known.</summary>
    public bool AddBatch(TenantId tenant, TelemetryBatch batch) =>
        _batch.Add(tenant.Value).Add(batch.Source).Add(batch.Stream ?? "").Add(batch.Seq).Run() == 1;

    public long AddSample(TenantId tenant, string device, Sample sample)
    {
        _sample.Add(++Last).Add(tenant.Value).Add(device).Add(sample.Tag);
        _sample.Add(Micros.Of(sample.At)).Add(sample.Value).Add((long)sample.Quality).Run();
        return Last;
    }

    /// <summary>Whether the device has a document, that is, rules to hold readings against.</summary>
    public bool IsWatching(TenantId tenant, string device)
    {
        var watching = _watching.Add(tenant.Value).Add(device).Step();
        _watching.Rest();
        return watching;
    }
}
