using Watchfloor.Kernel;
using Watchfloor.Store;
using Watchfloor.Tests.Contracts;
using static Watchfloor.Tests.Contracts.StoreContractSamples;

namespace Watchfloor.Tests.Stores;

public sealed class SqliteAgainstModel : IDisposable
{
    const int Commits = 2_000;

    static readonly string[] SomeKinds = [Kinds.Event, Kinds.Escalation, Kinds.Page, Kinds.Device];

    readonly TemporaryDirectory _directory = new();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(20_261_120)]
    [InlineData(-7)]
    public async Task Random_commits_leave_what_a_simple_model_says(int seed)
    {
        var random = new Random(seed);
        var model = new StoreModel();
        await using (var store = SqliteStore.Open(_directory.Path, new StoreContractClock()))
        {
            for (var done = 0; done < Commits; )
                done += await Burst(store, model, random);
            await model.Check(store, Cancellation);
        }
        await using var again = SqliteStore.Open(_directory.Path, new StoreContractClock());
        await model.Check(again, Cancellation);
    }

    /// <summary>Commits that are not waited for, so that they share flushes as it happens.</summary>
    static async Task<int> Burst(SqliteStore store, StoreModel model, Random random)
    {
        var pending = new List<(Commit Commit, CommitResult Expected, Task<CommitResult> Result)>();
        var lost = new HashSet<EntityId>();
        for (var i = random.Next(1, 60); i > 0; i--)
        {
            var commit = Next(model, random);
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

    static Commit Next(StoreModel model, Random random)
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
                    ? [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Claim($"alarm-{random.Next(500)}", entity.Id))]
                    : [],
            Outbox = [.. Enumerable.Range(0, random.Next(3)).Select(i => Message($"t{random.Next(5)}", $"{commit.Version}.{i}"))],
        };
    }
}
