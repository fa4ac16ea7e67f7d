namespace Watchfloor.Store.Postgres;

/// <summary>Commits of one entity in one flush, each decided on the one before it. They win or lose together: the first is the guard.</summary>
sealed class Chain(CommitWrite first)
{
    readonly List<CommitWrite> _commits = [first];

    public IReadOnlyList<CommitWrite> Commits => _commits;

    public EntityId Entity => first.Entity;

    public EntityTable Table => first.Table;

    /// <summary>The version that the store must hold.</summary>
    public long Expected => first.Commit.Expected;

    /// <summary>Whose document, columns and deadline are written.</summary>
    public CommitWrite Last => _commits[^1];

    public long Version => Last.Commit.Version;

    public void Add(CommitWrite commit) => _commits.Add(commit);
}
