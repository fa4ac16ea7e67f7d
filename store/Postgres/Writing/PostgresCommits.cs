using Watchfloor.Kernel;

namespace Watchfloor.Store.Postgres;

/// <summary>The one write path: each entity has its lane.</summary>
sealed class PostgresCommits(IReadOnlyList<Lane> lanes) : ICommits
{
    public Task<CommitResult> Commit(Commit commit) => lanes[DuePartition.Of(commit.Entity) % lanes.Count].Enqueue(new CommitWrite(commit));
}
