using Watchfloor.Kernel;

namespace Watchfloor.Store.Postgres;

/// <summary>The one write path: each entity has its lane.</summary>
sealed class PostgresCommits(IReadOnlyList<Lane> lanes) : ICommits
{
    public Task<CommitResult> Commit(Commit commit) => LaneOf(commit.Entity).Enqueue(new CommitWrite(commit));

    public Lane LaneOf(EntityId entity) => lanes[DuePartition.Of(entity) % lanes.Count];
}
