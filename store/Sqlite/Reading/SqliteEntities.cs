using Watchfloor.Kernel;

namespace Watchfloor.Store.Sqlite;

/// <summary>States by id.</summary>
sealed class SqliteEntities(Readers readers, Unwritten unwritten) : IEntities
{
    static readonly Dictionary<string, string> ByKind = EntityTable.All.ToDictionary(
        table => table.Kind,
        table => $"SELECT version, state FROM {table.Kind} WHERE tenant = ? AND id = ?"
    );

    public ValueTask<StoredEntity?> Load(EntityId id, CancellationToken cancellation)
    {
        if (unwritten.IsNew(id))
            return ValueTask.FromResult<StoredEntity?>(null);
        using var reader = readers.Rent(cancellation);
        var row = reader.Sql(ByKind[EntityTable.Of(id.Kind).Kind]).Add(id.Tenant.Value).Add(id.Id);
        return ValueTask.FromResult(row.Step() ? new StoredEntity(row.Long(0), row.Utf8(1).ToArray()) : Removed(reader, id));
    }

    public ValueTask<long?> Granted(EntityId id, RequestId request, CancellationToken cancellation)
    {
        using var reader = readers.Rent(cancellation);
        var row = reader
            .Sql("SELECT version FROM requests WHERE tenant = ? AND kind = ? AND id = ? AND request_id = ?")
            .Add(id.Tenant.Value)
            .Add(id.Kind)
            .Add(id.Id)
            .Add(request.Value);
        return ValueTask.FromResult(row.Step() ? row.Long(0) : (long?)null);
    }

    public ValueTask<string?> Trace(EntityId id, long version, CancellationToken cancellation)
    {
        using var reader = readers.Rent(cancellation);
        var row = reader
            .Sql("SELECT trace FROM journal WHERE tenant = ? AND kind = ? AND id = ? AND version = ?")
            .Add(id.Tenant.Value)
            .Add(id.Kind)
            .Add(id.Id)
            .Add(version);
        return ValueTask.FromResult(row.Step() && !row.IsNull(0) ? row.Text(0) : null);
    }

    static StoredEntity? Removed(Readers.Reader reader, EntityId id)
    {
        if (Tombstone.EventOf(id) is not { } eventId)
            return null;
        var row = reader.Sql("SELECT version FROM tombstones WHERE tenant = ? AND id = ?").Add(id.Tenant.Value).Add(eventId);
        return row.Step() ? new StoredEntity(row.Long(0), default, Removed: true) : null;
    }
}
