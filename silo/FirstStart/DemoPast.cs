using Orleans.Runtime;
using Watchfloor.Events;
using Watchfloor.Json;
using Watchfloor.Kernel;
using Watchfloor.Store;

namespace Watchfloor.Silo;

/// <summary>
/// Tells the past of the demo, once and while the server serves already: a few events at a time, each in one commit under an id of its
/// own, so that a start after a kill goes on where the last one was. A database that has events of somebody else gets none. Of several silos each
/// tells what lives on it.
/// </summary>
sealed class DemoPast(
    ICommits commits,
    IEntities entities,
    IEventReads events,
    IFeatureLevel level,
    TimeProvider clock,
    IFence? fence = null
)
{
    const int AtOnce = 10;
    static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(40);
    static readonly TimeSpan Again = TimeSpan.FromSeconds(1);

    /// <summary>Whether anything of it is still to be told.</summary>
    public async Task<bool> IsWanted(CancellationToken cancellation)
    {
        if (await IsTold(PastEvents.Count - 1, cancellation))
            return false;
        foreach (var number in Enumerable.Range(0, AtOnce))
        {
            if (await IsTold(number, cancellation))
                return true;
        }
        return (await events.List(TenantId.Default, new EventFilter([], [], EventOrder.Newest), 1, cursor: null, cancellation)).Items.Count
            == 0;
    }

    /// <summary>
    /// Tells what is missing, the oldest first. Where the store fails or somebody takes a grain under its hands, it begins anew with what is
    /// missing then, so many times in all.
    /// </summary>
    public async Task Tell(int turns, CancellationToken cancellation)
    {
        for (var turn = 1; ; turn++)
        {
            try
            {
                await Tell(cancellation);
                return;
            }
            catch (Exception e) when (turn < turns && e is (StoreFailedException or OrleansException or TimeoutException))
            {
                await Task.Delay(Again, cancellation);
            }
        }
    }

    async Task Tell(CancellationToken cancellation)
    {
        using var rest = new PeriodicTimer(Rest);
        var now = Instants.Truncate(clock.GetUtcNow());
        foreach (var some in Enumerable.Range(0, PastEvents.Count).Chunk(AtOnce))
        {
            await Task.WhenAll(some.Select(number => Tell(number, now, cancellation)));
            await rest.WaitForNextTickAsync(cancellation);
        }
    }

    async Task Tell(int number, DateTimeOffset now, CancellationToken cancellation)
    {
        if (fence?.Holds(Address(number)) == false || await IsTold(number, cancellation))
            return;
        var life = PastEvents.LifeOf(number, now);
        var request = new RequestId($"demo/past/{number}");
        var commit = PastLife<EventRules, EventState, EventCommand, EventFact>.Of(Address(number), life, now, request, "demo");
        if (commit.Level <= level.Current) // else at a later start, when all programs can read it
            await commits.Commit(commit);
    }

    async Task<bool> IsTold(int number, CancellationToken cancellation) => await entities.Load(Address(number), cancellation) is not null;

    static EntityId Address(int number) => new(Kinds.Event, TenantId.Default, PastEvents.IdOf(number));
}
