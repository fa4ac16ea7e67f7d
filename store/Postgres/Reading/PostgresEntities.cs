using Watchfloor.Kernel;

namespace Watchfloor.Store.Postgres;

/// <summary>States by id.</summary>
sealed class PostgresEntities(Readers readers, TimeProvider time) : IEntities
{
    const string Grants = "SELECT version FROM requests WHERE tenant = $1 AND kind = $2 AND id = $3 AND request_id = $4";

    readonly Loads _loads = new(readers, time);

    public async ValueTask<StoredEntity?> Load(EntityId id, CancellationToken cancellation) => await _loads.Of(id).WaitAsync(cancellation);

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
