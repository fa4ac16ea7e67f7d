using Watchfloor.Kernel;

namespace Watchfloor.Store.Postgres;

/// <summary>One commit on its way. What makes no sense in it is refused here, before it can trouble others.</summary>
sealed class CommitWrite : Write<CommitResult>
{
    public CommitWrite(Commit commit)
    {
        if (commit.Facts.IsDefaultOrEmpty)
            throw new ArgumentException($"a commit of {commit.Entity} holds no facts", nameof(commit));
        Commit = commit;
        Table = EntityTable.Of(commit.Entity.Kind);
        Columns = ColumnValue.Of(Table, commit.Columns);
        Claims = [.. commit.Claims.Distinct()];
    }

    public Commit Commit { get; }
    public EntityTable Table { get; }
    public ColumnValue[] Columns { get; }
    public Claim[] Claims { get; }

    public EntityId Entity => Commit.Entity;
}
