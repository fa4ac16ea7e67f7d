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
        Kind = commit.Entity.Kind;
        Table = EntityTable.Of(commit.Entity.Kind);
        Columns = ColumnValue.Of(Table, commit.Columns);
        Claims = [.. commit.Claims.Distinct()];
    }

    public Commit Commit { get; }
    public EntityTable Table { get; }
    public ColumnValue[] Columns { get; }
    public Claim[] Claims { get; }

    /// <summary>The places of its facts and messages in the transaction: in the order of commits, whatever order they are written in.</summary>
    public (long Fact, int Message) First { get; private set; }

    public EntityId Entity => Commit.Entity;

    public void Take(FlushPlace place) => First = (place.NextFacts(Commit.Facts.Length), place.NextMessages(Commit.Outbox.Length));
}
