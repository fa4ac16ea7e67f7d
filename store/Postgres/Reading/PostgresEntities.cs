using System.Collections.Frozen;
using Watchfloor.Kernel;

namespace Watchfloor.Store.Postgres;

/// <summary>States by id.</summary>
sealed class PostgresEntities(Readers readers) : IEntities
{
    const string Grants = "SELECT version FROM requests WHERE tenant = $1 AND kind = $2 AND id = $3 AND request_id = $4";

    static readonly FrozenDictionary<string, string> ByKind = EntityTable.All.ToFrozenDictionary(
        table => table.Kind,
        table => $"SELECT version, state FROM \"{table.Kind}\" WHERE tenant = $1 AND id = $2"
    );

    public async ValueTask<StoredEntity?> Load(EntityId id, CancellationToken cancellation) =>
        await Stored(id, cancellation) ?? (Tombstone.EventOf(id) is { } eventId ? await Removed(id.Tenant, eventId, cancellation) : null);

    ValueTask<StoredEntity?> Removed(TenantId tenant, string eventId, CancellationToken cancellation) =>
        readers.First(
            Scope.Of(tenant),
            "SELECT version FROM tombstones WHERE tenant = $1 AND id = $2",
            row => new StoredEntity(row.Long(0), default, Removed: true),
            cancellation,
            tenant.Value,
            eventId
        );

    ValueTask<StoredEntity?> Stored(EntityId id, CancellationToken cancellation) =>
        readers.First(
            Scope.Of(id.Tenant),
            ByKind[EntityTable.Of(id.Kind).Kind],
            row => new StoredEntity(row.Long(0), row.Bytes(1)),
            cancellation,
            id.Tenant.Value,
            id.Id
        );

    public async ValueTask<long?> Granted(EntityId id, RequestId request, CancellationToken cancellation) =>
        await readers.First(
            Scope.Of(id.Tenant),
            Grants,
            row => (long?)row.Long(0),
            cancellation,
            id.Tenant.Value,
            id.Kind,
            id.Id,
            request.Value
        );

    public ValueTask<string?> Trace(EntityId id, long version, CancellationToken cancellation) =>
        readers.First(
            Scope.Of(id.Tenant),
            "SELECT trace FROM journal WHERE tenant = $1 AND kind = $2 AND id = $3 AND version = $4",
            row => row.TextOrNull(0),
            cancellation,
            id.Tenant.Value,
            id.Kind,
            id.Id,
            version
        );
}
