using Watchfloor.Kernel;
using Watchfloor.Store;
using static Watchfloor.Tests.Contracts.StoreContractSamples;

namespace Watchfloor.Tests.Stores;

/// <summary>Random commits for a store and its model.</summary>
static class StoreModelWalk
{
    static readonly string[] SomeKinds = [Kinds.Event, Kinds.Escalation, Kinds.Page, Kinds.Device];

    /// <summary>Commits that are not waited for, so that they share flushes as it happens.</summary>
    public static async Task<int> Burst(IStore store, StoreModel model, Random random, bool sharesClaims = true)
    {
        var pending = new List<(Commit Commit, CommitResult Expected, Task<CommitResult> Result)>();
        var lost = new HashSet<EntityId>();
        for (var i = random.Next(1, 60); i > 0; i--)
        {
            var commit = Next(model, random, sharesClaims);
            if (lost.Contains(commit.Entity))
                continue; // an activation that lost does not know it yet; what becomes of the next one is a matter of time
            var expected = model.Commit(commit);
            if (expected is not CommitResult.Committed)
                lost.Add(commit.Entity);
            pending.Add((commit, expected, store.Commits.Commit(commit)));
        }
        foreach (var (commit, expected, result) in pending)
            Assert.Equal((commit.Entity, expected), (commit.Entity, await result));
        return pending.Count;
    }

    static Commit Next(StoreModel model, Random random, bool sharesClaims)
    {
        var entity = Of(SomeKinds[random.Next(SomeKinds.Length)], $"e{random.Next(12)}");
        var expected = Math.Max(0, model.Version(entity) + (random.Next(12) == 0 ? random.Next(-2, 3) : 0));
        var commit = Commit(entity, expected, random.Next(1, 4));
        return commit with
        {
            Request = random.Next(2) == 0 ? new($"wish-{random.Next(400)}") : null,
            Due = random.Next(3) > 0 ? new(T0.AddSeconds(random.Next(-500, 500)), random.Next(1, 10)) : null,
            Claims =
                random.Next(8) == 0
                    ?
                    [
                        .. Enumerable
                            .Range(0, random.Next(1, 4))
                            .Select(_ => Claim($"alarm-{(sharesClaims ? "" : entity.Kind + entity.Id)}{random.Next(500)}", entity.Id)),
                    ]
                    : [],
            Outbox = [.. Enumerable.Range(0, random.Next(3)).Select(i => Message($"t{random.Next(5)}", $"{commit.Version}.{i}"))],
        };
    }
}
