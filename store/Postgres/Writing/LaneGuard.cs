using Watchfloor.Kernel;

namespace Watchfloor.Store.Postgres;

/// <summary>
/// What a batch of a server among several begins with, and how it is known afterwards that it may be committed. A server that has the
/// database alone has none of it.
/// </summary>
/// <param name="fence">Of the lanes of commits; what others write must be able to stand a repeat.</param>
/// <param name="isShared">Whether other servers write beside this one.</param>
sealed class LaneGuard(Lazy<IFence?> fence, bool isShared)
{
    // Any number, as long as it never changes.
    const string InTurn = "SELECT pg_advisory_xact_lock(7236833301949)";

    bool _isMember;

    public bool IsFenced => fence.Value is not null;

    /// <summary>Whether it guards commits of one of several.</summary>
    public bool IsOfMany => isShared && fence != PostgresStore.NoFence;

    /// <summary>Nothing has a number yet when these come.</summary>
    public void Begin(Statements statements, IReadOnlyList<IWrite> writes)
    {
        if (isShared && writes.Any(write => write is ISideWrite { GoesInTurn: true }))
            statements.Add(InTurn, _ => { });
        if (fence.Value is not { } member)
            return;
        _isMember = false;
        var check = member.Check();
        statements.Add(check.Sql, _ => _isMember = true, [.. check.Parameters.Select(Arg.Given)]);
    }

    /// <summary>Throws where the batch must be undone, for good.</summary>
    public void MustHavePassed()
    {
        if (fence.Value is not { } member || _isMember)
            return;
        member.Refused();
        throw new StoreFailedException("this server is no member of its cluster any more, or was away for longer than its lease");
    }

    /// <summary>Whether a commit may still be written by this server; asked when a batch is put together.</summary>
    public bool Holds(IWrite write) => fence.Value is not { } member || write is not CommitWrite commit || member.Holds(commit.Entity);
}
