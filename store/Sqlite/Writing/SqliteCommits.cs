using Watchfloor.Kernel;

namespace Watchfloor.Store.Sqlite;

/// <summary>The one write path.</summary>
sealed class SqliteCommits(Lane lane) : ICommits
{
    public Task<CommitResult> Commit(Commit commit) => lane.Enqueue(new CommitWrite(commit));
}
