using Watchfloor.Kernel;

namespace Watchfloor.Store.Postgres;

/// <summary>States by id.</summary>
sealed class PostgresEntities(Readers readers, SharedWays ways, Unwritten unwritten) : IEntities
{
    static readonly string Grants = Look.ByKeys(
        "kind, id, request",
        "SELECT version FROM requests WHERE tenant = $1 AND kind = i.kind AND id = i.id AND request_id = i.request"
    );

    readonly Loads _loads = new(ways);

    public async ValueTask<StoredEntity?> Load(EntityId id, CancellationToken cancellation) =>
        unwritten.IsNew(id) ? null : await _loads.Of(id).WaitAsync(cancellation);

    public async ValueTask<long?> Granted(EntityId id, RequestId request, CancellationToken cancellation) =>
        await ways.Rows(id.Tenant, Grants, [id.Kind, id.Id, request.Value], row => row.Long(1), cancellation) is [var version, ..]
            ? version
            : null;

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
