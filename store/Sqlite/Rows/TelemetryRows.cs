namespace Watchfloor.Store.Sqlite;

/// <summary>Packed readings in the order of arrival, in partitions by the day of receipt.</summary>
sealed class TelemetryRows
{
    const long Day = 86_400_000_000;

    readonly Statement _pack;
    readonly Statement _day;
    readonly Statement _watching;
    long _today;

    public TelemetryRows(Connection connection, MetaRows meta)
    {
        _pack = connection.Sql("INSERT INTO readings VALUES (?, ?, ?, ?, ?, ?)");
        _day = connection.Sql("INSERT INTO reading_days VALUES (?, ?)");
        _watching = connection.Sql("SELECT 1 FROM device WHERE tenant = ? AND id = ?");
        Last = Math.Max(connection.Number("SELECT coalesce(max(last), 0) FROM readings"), meta.Of(MetaRows.Readings));
        _today = connection.Number("SELECT coalesce((SELECT day FROM reading_days ORDER BY first DESC LIMIT 1), -1)");
    }

    /// <summary>The newest reading's number.</summary>
    public long Last { get; private set; }

    /// <summary>The day that a batch is put under: that of the clock, whichever way it went.</summary>
    public static long DayOf(long now) => RollupWidth.Down(now, Day) / Day;

    /// <summary>Returns the number of the pack's first reading.</summary>
    public long Add(TenantId tenant, ReadingPack pack, long now)
    {
        var (first, day) = (Last + 1, DayOf(now));
        Last += pack.Count;
        if (day != _today)
            _day.Add(first).Add(day).Run();
        _today = day;
        _pack.Add(Last).Add(tenant.Value).Add(pack.Device).Add(pack.Oldest).Add(pack.Newest).AddBlob(pack.Data).Run();
        return first;
    }

    /// <summary>After a transaction that failed, nobody knows which day the database knows last.</summary>
    public void Forget() => _today = -1;

    /// <summary>Whether the device has a document, that is, rules to hold readings against.</summary>
    public bool IsWatching(TenantId tenant, string device)
    {
        var watching = _watching.Add(tenant.Value).Add(device).Step();
        _watching.Rest();
        return watching;
    }
}
