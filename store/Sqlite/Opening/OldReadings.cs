using Watchfloor.Telemetry;

namespace Watchfloor.Store.Sqlite;

/// <summary>Packs the readings of a database that had a row for each. They keep their numbers: cursors of devices name them.</summary>
static class OldReadings
{
    const int Together = 500;
    const int InMemory = 100_000;

    public static void Pack(Connection connection, DateTimeOffset now)
    {
        var waiting = new Dictionary<(string Tenant, string Device), List<Reading>>();
        var rows = 0L;
        var row = connection.Sql("SELECT seq, tenant, device, tag, at, value, quality FROM telemetry ORDER BY seq");
        while (row.Step())
        {
            var key = (row.Text(1), row.Text(2));
            if (!waiting.TryGetValue(key, out var readings))
                waiting[key] = readings = [];
            readings.Add(new(row.Long(0), new(row.Text(3), row.Instant(4), row.Double(5), row.Int(6))));
            if (readings.Count == Together)
                Flush(connection, key, readings);
            if (++rows % InMemory == 0)
                Flush(connection, waiting);
        }
        Flush(connection, waiting);
        if (rows > 0)
            connection.Sql("INSERT INTO reading_days VALUES (0, ?)").Add(TelemetryRows.DayOf(Micros.Of(now))).Run();
        connection.Run("DROP TABLE telemetry");
    }

    static void Flush(Connection connection, Dictionary<(string Tenant, string Device), List<Reading>> waiting)
    {
        foreach (var (key, readings) in waiting)
            Flush(connection, key, readings);
        waiting.Clear();
    }

    static void Flush(Connection connection, (string Tenant, string Device) key, List<Reading> readings)
    {
        var insert = connection.Sql("INSERT INTO readings VALUES (?, ?, ?, ?, ?, ?)");
        foreach (var (last, pack) in ReadingPack.Of(key.Device, readings))
            insert.Add(last).Add(key.Tenant).Add(key.Device).Add(pack.Oldest).Add(pack.Newest).AddBlob(pack.Data).Run();
        readings.Clear();
    }
}
