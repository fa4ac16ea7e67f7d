using Watchfloor.Kernel;

namespace Watchfloor.Store.Postgres;

/// <summary>
/// What becomes of doubtful commits, one after the other, from what the database holds. The losers fail alone; the winners of an entity
/// make a chain, which is written as any other.
/// </summary>
sealed class Verdicts
{
    readonly Dictionary<EntityId, long> _versions = [];
    readonly Dictionary<(EntityId, RequestId), long> _granted = [];
    readonly Dictionary<(TenantId, string, string), string> _owners = [];
    readonly Dictionary<EntityId, Chain> _chains = [];
    readonly HashSet<EntityId> _lost = [];
    readonly HashSet<EntityId> _buried = [];

    public IReadOnlyCollection<Chain> Winners => _chains.Values;

    public IReadOnlyCollection<EntityId> Lost => _lost;

    public void Holds(EntityId entity, long version) => _versions[entity] = version;

    /// <summary>Retention took it away: it never begins anew, and never goes on.</summary>
    public void Buried(EntityId entity) => _buried.Add(entity);

    public void Granted(EntityId entity, RequestId request, long version) => _granted[(entity, request)] = version;

    public void Owned(Claim claim) => _owners[Key(claim)] = claim.EventId;

    public void Decide(IEnumerable<CommitWrite> commits, LostEntities lost)
    {
        foreach (var commit in commits)
        {
            commit.Result = _lost.Contains(commit.Entity) || lost.Contains(commit.Entity, commit.Ticket) ? Conflict(commit) : Judge(commit);
            if (commit.Result is CommitResult.Committed)
                Keep(commit);
            else
                _lost.Add(commit.Entity);
        }
    }

    CommitResult Judge(CommitWrite commit)
    {
        if (commit.Commit.Request is { } request && _granted.TryGetValue((commit.Entity, request), out var version))
            return new CommitResult.Repeated(version);
        foreach (var claim in commit.Claims)
        {
            if (_owners.TryGetValue(Key(claim), out var owner))
                return new CommitResult.Claimed(owner);
        }
        return Version(commit.Entity) == commit.Commit.Expected && !_buried.Contains(commit.Entity)
            ? CommitResult.Committed.Instance
            : Conflict(commit);
    }

    void Keep(CommitWrite commit)
    {
        if (_chains.TryGetValue(commit.Entity, out var chain))
            chain.Add(commit);
        else
            _chains.Add(commit.Entity, new(commit));
        Holds(commit.Entity, commit.Commit.Version);
        if (commit.Commit.Request is { } request)
            Granted(commit.Entity, request, commit.Commit.Version);
        foreach (var claim in commit.Claims)
            Owned(claim);
    }

    CommitResult.Conflict Conflict(CommitWrite commit) => new(Version(commit.Entity));

    long Version(EntityId entity) => _versions.GetValueOrDefault(entity);

    static (TenantId, string, string) Key(Claim claim) => (claim.Tenant, claim.Source, claim.ExternalId);
}
