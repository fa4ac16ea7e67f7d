using System.Collections.Frozen;
using Watchfloor.Kernel;

namespace Watchfloor.Store.Postgres;

/// <summary>States by id.</summary>
sealed class Loads(SharedWays ways)
{
    const string Version = "SELECT version FROM tombstones WHERE tenant = $1 AND id = i.id";

    static readonly FrozenDictionary<string, string> ByKind = EntityTable.All.ToFrozenDictionary(
        table => table.Kind,
        table => Look.ByKeys("id", $"SELECT version, state FROM \"{table.Kind}\" WHERE tenant = $1 AND id = i.id")
    );

    static readonly string Tombstones = Look.ByKeys("id", Version);

    /// <exception cref="ArgumentException">Nothing of that kind is stored anywhere; those who come after are loaded all the same.</exception>
    public Task<StoredEntity?> Of(EntityId id)
    {
        var state = (ByKind[EntityTable.Of(id.Kind).Kind], (string[])[id.Id]);
        // After the state: what is taken away between the two questions is found by its tombstone.
        var load = Tombstone.EventOf(id) is { } eventId ? new Load(id.Tenant, state, (Tombstones, [eventId])) : new Load(id.Tenant, state);
        ways.Ask(load);
        return load.Found;
    }

    sealed class Load(TenantId tenant, params (string, string[])[] parts) : Look(tenant, parts)
    {
        readonly TaskCompletionSource<StoredEntity?> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        StoredEntity? _found;

        public Task<StoredEntity?> Found => _done.Task;

        public override void Take(int part, Row row) =>
            _found ??= part == 0 ? new(row.Long(1), row.Bytes(2)) : new(row.Long(1), default, Removed: true);

        public override void Clear() => _found = null;

        public override void Answer() => _done.SetResult(_found);

        public override void Fail(Exception why) => _done.TrySetException(why);
    }
}
