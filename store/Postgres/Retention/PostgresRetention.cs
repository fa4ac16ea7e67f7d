using Watchfloor.Kernel;

namespace Watchfloor.Store.Postgres;

/// <summary>Takes away what is too old, a step at a time, beside the lanes of the commits.</summary>
sealed class PostgresRetention(Readers readers, Lane lane) : IRetention, ITombstones
{
    const string Keep = "INSERT INTO marks VALUES ('swept', $1) ON CONFLICT (name) DO UPDATE SET value = excluded.value";

    public async Task<int> Remove(Aged what, DateTimeOffset before, int limit, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return await lane.Enqueue(Removals.Write(what, Micros.Of(before), limit));
    }

    public async ValueTask<DateTimeOffset?> LastSweep(CancellationToken cancellation) =>
        await readers.First(
            Scope.System,
            "SELECT value FROM marks WHERE name = 'swept'",
            row => (DateTimeOffset?)row.Instant(0),
            cancellation
        );

    public Task Swept(DateTimeOffset at) => lane.Enqueue(SideWrite.Of(Keep, Micros.Of(at)));

    public async ValueTask<DateTimeOffset?> RemovedAt(EntityId entity, CancellationToken cancellation) =>
        Tombstone.EventOf(entity) is not { } eventId
            ? null
            : await readers.First(
                Scope.Of(entity.Tenant),
                "SELECT at FROM tombstones WHERE tenant = $1 AND id = $2",
                row => (DateTimeOffset?)row.Instant(0),
                cancellation,
                entity.Tenant.Value,
                eventId
            );
}
