namespace Watchfloor.Store.Sqlite;

/// <summary>Wishes that were granted, so that a repeat is known until retention takes them away.</summary>
sealed class RequestRows(Connection connection)
{
    readonly Statement _insert = connection.Sql("INSERT INTO requests VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING");
    readonly Statement _delete = connection.Sql("DELETE FROM requests WHERE tenant = ? AND kind = ? AND id = ? AND request_id = ?");
    readonly Statement _version = connection.Sql(
        "SELECT version FROM requests WHERE tenant = ? AND kind = ? AND id = ? AND request_id = ?"
    );

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

    static Statement Bind(Statement statement, EntityId entity, RequestId request) =>
        statement.Add(entity.Tenant.Value).Add(entity.Kind).Add(entity.Id).Add(request.Value);
}
