using System.Collections.Concurrent;
using Watchfloor.Kernel;
using Watchfloor.Silo;
using Watchfloor.Tests.Kernel;

namespace Watchfloor.Tests.FirstStart;

/// <summary>The past of the demo, told while grains are taken under its hands.</summary>
public sealed class DemoPastTests
{
    /// <summary>In the middle of the past: what comes before is told already, what comes after is not.</summary>
    const int Taken = 115;
    static readonly CancellationToken Now = TestContext.Current.CancellationToken;

    readonly MemoryStore _store = new();

    [Fact]
    public async Task Goes_on_where_a_grain_was_taken_and_tells_each_event_once()
    {
        var taken = new TakenOnce(_store, Address(Taken), times: 2);

        await Past(taken).Tell(turns: 3, Now);

        Assert.Equal(3, taken.Asked(Address(Taken)));
        Assert.All(
            Enumerable.Range(0, PastEvents.Count).Where(number => number != Taken),
            number => Assert.Equal(1, taken.Asked(Address(number)))
        );
        foreach (var number in Enumerable.Range(0, PastEvents.Count))
            Assert.NotNull(await _store.Load(Address(number), Now));
    }

    [Fact]
    public async Task Gives_up_after_its_turns_and_says_why()
    {
        var taken = new TakenOnce(_store, Address(Taken), times: 2);

        await Assert.ThrowsAsync<StoreFailedException>(() => Past(taken).Tell(turns: 2, Now));

        Assert.Null(await _store.Load(Address(Taken), Now));
        Assert.Null(await _store.Load(Address(PastEvents.Count - 1), Now));
    }

    [Fact]
    public async Task What_another_turn_cannot_mend_ends_it_at_once()
    {
        var taken = new TakenOnce(_store, Address(Taken), times: 1) { Fault = new InvalidOperationException("a bug") };

        await Assert.ThrowsAsync<InvalidOperationException>(() => Past(taken).Tell(turns: 3, Now));

        Assert.Equal(1, taken.Asked(Address(Taken)));
    }

    DemoPast Past(ICommits commits) => new(commits, _store, events: null!, ProgramLevel.Own, TimeProvider.System);

    static EntityId Address(int number) => new(Kinds.Event, TenantId.Default, PastEvents.IdOf(number));

    /// <summary>Somebody else has one of the grains for a while.</summary>
    sealed class TakenOnce(MemoryStore store, EntityId taken, int times) : ICommits
    {
        readonly ConcurrentDictionary<EntityId, int> _asked = [];

        public Exception Fault { get; init; } = new StoreFailedException("another silo has it");

        public int Asked(EntityId entity) => _asked.GetValueOrDefault(entity);

        public Task<CommitResult> Commit(Commit commit)
        {
            var asked = _asked.AddOrUpdate(commit.Entity, 1, static (_, before) => before + 1);
            return commit.Entity == taken && asked <= times ? Task.FromException<CommitResult>(Fault) : store.Commit(commit);
        }
    }
}
