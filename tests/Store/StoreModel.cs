using Watchfloor.Kernel;
using Watchfloor.Store;
using static Watchfloor.Tests.Contracts.StoreContractSamples;

namespace Watchfloor.Tests.Stores;

/// <summary>What a store does, said as simply as possible.</summary>
sealed class StoreModel
{
    readonly Dictionary<EntityId, Commit> _newest = [];
    readonly Dictionary<(EntityId, RequestId), long> _granted = [];
    readonly Dictionary<(string, string), string> _claims = [];
    readonly List<(EntityId Source, EntityId Target, string Data, string Request)> _outbox = [];
    readonly List<(EntityId, long)> _facts = [];

    public long Version(EntityId entity) => _newest.TryGetValue(entity, out var commit) ? commit.Version : 0;

    public CommitResult Commit(Commit commit)
    {
        if (commit.Request is { } request && _granted.TryGetValue((commit.Entity, request), out var version))
            return new CommitResult.Repeated(version);
        foreach (var claim in commit.Claims)
        {
            if (_claims.TryGetValue((claim.Source, claim.ExternalId), out var owner))
                return new CommitResult.Claimed(owner);
        }
        if (commit.Expected != Version(commit.Entity))
            return new CommitResult.Conflict(Version(commit.Entity));
        Keep(commit);
        return CommitResult.Committed.Instance;
    }

    public async Task Check(IStore store, CancellationToken cancellation, bool isOneLine = true)
    {
        foreach (var (entity, commit) in _newest)
        {
            var stored = (await store.Entities.Load(entity, cancellation))!;
            Assert.Equal((commit.Version, Text(commit.State)), (stored.Version, Text(stored.State)));
        }
        foreach (var ((entity, request), version) in _granted)
            Assert.Equal(version, await store.Entities.Granted(entity, request, cancellation));
        foreach (var ((source, externalId), owner) in _claims)
            Assert.Equal(owner, await store.OpenEvents.ClaimedBy(Tenant, source, externalId, cancellation));
        var waiting = await store.Outbox.After(0, int.MaxValue, cancellation);
        var found = waiting.Select(message => (message.Source, message.Target, Text(message.Data), message.Request.Value)).ToList();
        // With several lanes there is one order per source, not one of all.
        Assert.Equal(isOneLine ? _outbox : BySource(_outbox), isOneLine ? found : BySource(found));
        Assert.Equal(_facts.Count, store.Health.Facts);
        await CheckDue(store, cancellation);
    }

    static List<(EntityId, EntityId, string, string)> BySource(IEnumerable<(EntityId Source, EntityId, string, string)> messages) =>
        [.. messages.OrderBy(message => message.Source.ToString(), StringComparer.Ordinal)];

    void Keep(Commit commit)
    {
        _newest[commit.Entity] = commit;
        if (commit.Request is { } request)
            _granted[(commit.Entity, request)] = commit.Version;
        foreach (var claim in commit.Claims)
            _claims[(claim.Source, claim.ExternalId)] = claim.EventId;
        foreach (var (message, i) in commit.Outbox.Select((message, i) => (message, i)))
        {
            var name = $"{commit.Entity.Kind}/{commit.Entity.Id}/{commit.Version}/{i}";
            _outbox.Add((commit.Entity, message.Target, Text(message.Data), name));
        }
        for (var i = 1; i <= commit.Facts.Length; i++)
            _facts.Add((commit.Entity, commit.Expected + i));
    }

    async Task CheckDue(IStore store, CancellationToken cancellation)
    {
        var expected = _newest
            .Values.Where(commit => commit.Due is not null)
            .Select(commit => new DueEntry(commit.Entity, commit.Due!.Value.At, commit.Due.Value.Rank))
            .ToHashSet();
        var found = new List<DueEntry>();
        for (var partition = 0; partition < store.DueTimes.Partitions; partition++)
            found.AddRange(await store.DueTimes.Missed(partition, T0.AddDays(1), behind: null, int.MaxValue, cancellation));
        Assert.Equal(found.Count, found.Distinct().Count());
        Assert.True(expected.SetEquals(found), "the deadlines differ");
    }
}
