using Watchfloor.Kernel;

namespace Watchfloor.Store.Sqlite;

/// <summary>Takes away what is too old, a step at a time through the lane, between the commits of everybody else.</summary>
sealed class SqliteRetention(Readers readers, Lane lane) : IRetention, ITombstones
{
    public async Task<int> Remove(Aged what, DateTimeOffset before, int limit, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return await lane.Enqueue(new RemoveWrite(what, Micros.Of(before), limit));
    }

    public ValueTask<DateTimeOffset?> LastSweep(CancellationToken cancellation)
    {
        using var reader = readers.Rent(cancellation);
        var row = reader.Sql(MetaRows.Find).Add(MetaRows.Swept);
        return ValueTask.FromResult(row.Step() ? row.Instant(0) : (DateTimeOffset?)null);
    }

    public Task Swept(DateTimeOffset at) => lane.Enqueue(new SmallWrite(writer => writer.Meta.Set(MetaRows.Swept, Micros.Of(at))));

    public ValueTask<DateTimeOffset?> RemovedAt(EntityId entity, CancellationToken cancellation)
    {
        if (Tombstone.EventOf(entity) is not { } eventId)
            return ValueTask.FromResult<DateTimeOffset?>(null);
        using var reader = readers.Rent(cancellation);
        var row = reader.Sql("SELECT at FROM tombstones WHERE tenant = ? AND id = ?").Add(entity.Tenant.Value).Add(eventId);
        return ValueTask.FromResult(row.Step() ? row.Instant(0) : (DateTimeOffset?)null);
    }
}
