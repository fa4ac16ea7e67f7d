using Watchfloor.Kernel;

namespace Watchfloor.Store.Postgres;

/// <summary>The one write path: each entity has its lane.</summary>
sealed class PostgresCommits(IReadOnlyList<Lane> lanes, Unwritten unwritten) : ICommits
{
    public Task<CommitResult> Commit(Commit commit) => Enqueue(new CommitWrite(commit), commit);

    /// <summary>A document as it follows from its journal.</summary>
    public Task<bool> Rewrite(Commit document) => Enqueue(RewriteRows.Write(document), document);

    Task<TResult> Enqueue<TResult>(Write<TResult> write, Commit commit)
    {
        unwritten.Tell(commit);
        return LaneOf(commit.Entity).Enqueue(write);
    }

    Lane LaneOf(EntityId entity) => lanes[DuePartition.Of(entity) % lanes.Count];
}
