using Watchfloor.Kernel;

namespace Watchfloor.Store.Sqlite;

/// <summary>The one write path.</summary>
sealed class SqliteCommits(Lane lane, Unwritten unwritten) : ICommits
{
    public Task<CommitResult> Commit(Commit commit) => Enqueue(new CommitWrite(commit), commit);

    /// <summary>A document as it follows from its journal.</summary>
    public Task<bool> Rewrite(Commit document) => Enqueue(new RewriteWrite(document), document);

    Task<TResult> Enqueue<TResult>(Write<TResult> write, Commit commit)
    {
        unwritten.Tell(commit);
        return lane.Enqueue(write);
    }
}
