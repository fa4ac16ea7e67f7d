using Watchfloor.Security;
using Watchfloor.Versions;

namespace Watchfloor;

/// <summary>
/// The way from the api to whatever lives. Sets on whose behalf, and asks again (the same wish, so it is done once) where
/// the activation turned out to be stale, or nobody answered and somebody else soon may.
/// </summary>
sealed class GrainCalls(IGrainFactory grains, CallPatience patience, ApiClock clock)
{
    const int Retries = 3;

    /// <summary>Asks one grain, named by its identity.</summary>
    public Task<TAnswer> Ask<TGrain, TAnswer>(Caller caller, EntityId id, Func<TGrain, Task<TAnswer>> ask)
        where TGrain : IGrainWithStringKey => Ask(caller, () => ask(grains.GetGrain<TGrain>(id.ToGrainId())));

    /// <summary>
    /// Has one thing do something, on the versions that the caller decided on alone. It decides itself, at the moment when it does it;
    /// which of several versions it has, its refusal says.
    /// </summary>
    public async Task<Outcome> Do<TGrain>(Caller caller, EntityId id, IfMatch match, Func<TGrain, Task<Outcome>> command)
        where TGrain : IGrainWithStringKey
    {
        var expected = match.First;
        while (true)
        {
            CallerContext.Expect(id, expected); // ends with this call: what flows along it does not flow back
            var outcome = await Ask(caller, id, command);
            if (outcome.Kind != OutcomeKind.Stale || outcome.Version == expected || !match.Names(outcome.Version))
                return outcome;
            expected = outcome.Version;
        }
    }

    /// <summary>Asks one grain, named by its key alone.</summary>
    public Task<TAnswer> AskKeyed<TGrain, TAnswer>(Caller caller, string key, Func<TGrain, Task<TAnswer>> ask)
        where TGrain : IGrainWithStringKey => Ask(caller, () => ask(grains.GetGrain<TGrain>(key)));

    async Task<TAnswer> Ask<TAnswer>(Caller caller, Func<Task<TAnswer>> ask)
    {
        CallerContext.Set(caller.Tenant, caller.Id);
        CallerContext.Follow(RequestTrace.Current);
        long? unanswered = null;
        for (var retry = 0; ; retry++)
        {
            try
            {
                return await ask();
            }
            catch (StaleActivationException fault) when (!fault.IsUnfit && retry < Retries)
            {
                continue; // the next call finds a fresh activation
            }
            catch (Exception fault) when (CallPatience.MayPass(fault) && IsWorthRepeating(ref unanswered))
            {
                // whoever owns the grain next drops what was done already
            }
            await Task.Delay(CallPatience.PauseBefore(retry), clock.Provider);
        }
    }

    bool IsWorthRepeating(ref long? since)
    {
        since ??= clock.Provider.GetTimestamp();
        return clock.Provider.GetElapsedTime(since.Value) < patience.Repeats;
    }
}
