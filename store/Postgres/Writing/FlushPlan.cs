namespace Watchfloor.Store.Postgres;

/// <summary>
/// Parts the commits of a flush before anything is asked of the database. Most are <see cref="Plain"/>: they can only lose by their
/// version. What may lose for another reason (a claim or a wish that the same flush names twice, a commit behind a lost one, a version
/// that does not follow) is <see cref="Doubtful"/>, with all commits of its entity, and is looked at one by one.
/// </summary>
sealed class FlushPlan
{
    readonly Dictionary<EntityId, Chain> _chains = [];
    readonly HashSet<EntityId> _doubted = [];
    readonly HashSet<(TenantId, string, string)> _claims = [];
    readonly HashSet<(EntityId, RequestId)> _wishes = [];

    public FlushPlan(IReadOnlyList<IWrite> writes, LostEntities lost, bool isCareful)
    {
        var commits = writes.OfType<CommitWrite>().ToList();
        foreach (var commit in commits)
        {
            if (isCareful || lost.Contains(commit.Entity, commit.Ticket) || !Follows(commit) | !IsFirstToAsk(commit))
                _doubted.Add(commit.Entity);
        }
        Plain = [.. _chains.Values.Where(chain => !_doubted.Contains(chain.Entity))];
        Doubtful = [.. commits.Where(commit => _doubted.Contains(commit.Entity))];
    }

    public IReadOnlyList<Chain> Plain { get; }

    /// <summary>In the order in which they came.</summary>
    public IReadOnlyList<CommitWrite> Doubtful { get; }

    bool Follows(CommitWrite commit)
    {
        if (!_chains.TryGetValue(commit.Entity, out var chain))
        {
            _chains.Add(commit.Entity, new(commit));
            return true;
        }
        if (chain.Version != commit.Commit.Expected)
            return false;
        chain.Add(commit);
        return true;
    }

    bool IsFirstToAsk(CommitWrite commit)
    {
        var first = commit.Commit.Request is not { } request || _wishes.Add((commit.Entity, request));
        foreach (var claim in commit.Claims)
            first &= _claims.Add((claim.Tenant, claim.Source, claim.ExternalId));
        return first;
    }
}
