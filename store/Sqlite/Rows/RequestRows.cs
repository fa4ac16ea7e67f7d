namespace Watchfloor.Store.Sqlite;

/// <summary>Wishes that were granted, so that a repeat is known. Forgotten after a week.</summary>
sealed class RequestRows(Connection connection)
{
    const int Oldest = 500;

    static readonly long Week = TimeSpan.FromDays(7).Ticks / TimeSpan.TicksPerMicrosecond;
    static readonly long Between = TimeSpan.FromSeconds(1).Ticks / TimeSpan.TicksPerMicrosecond;

    readonly Statement _insert = connection.Sql("INSERT INTO requests VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING");
    readonly Statement _delete = connection.Sql("DELETE FROM requests WHERE tenant = ? AND kind = ? AND id = ? AND request_id = ?");
    readonly Statement _version = connection.Sql(
        "SELECT version FROM requests WHERE tenant = ? AND kind = ? AND id = ? AND request_id = ?"
    );

    // The oldest rows are looked at, not all: no index is needed to find them.
    readonly Statement _forget = connection.Sql(
        """
        DELETE FROM requests WHERE rowid IN (
          SELECT rowid FROM (SELECT rowid, at FROM requests ORDER BY rowid LIMIT ?) WHERE at < ?
        )
        """
    );

    long _forgot;

    /// <summary>False where it was granted before.</summary>
    public bool Add(EntityId entity, RequestId request, long version, long now) =>
        Bind(_insert, entity, request).Add(version).Add(now).Run() == 1;

    public void Remove(EntityId entity, RequestId request) => Bind(_delete, entity, request).Run();

    public long Version(EntityId entity, RequestId request)
    {
        var statement = Bind(_version, entity, request);
        statement.Step();
        var version = statement.Long(0);
        statement.Rest();
        return version;
    }

    /// <summary>Some of the oldest, now and then: as many as can come in meanwhile.</summary>
    public void Forget(long now)
    {
        if (now - _forgot < Between)
            return;
        if (_forget.Add(Oldest).Add(now - Week).Run() < Oldest)
            _forgot = now;
    }

    static Statement Bind(Statement statement, EntityId entity, RequestId request) =>
        statement.Add(entity.Tenant.Value).Add(entity.Kind).Add(entity.Id).Add(request.Value);
}
