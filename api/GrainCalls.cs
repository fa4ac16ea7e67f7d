using Watchfloor.Security;

namespace Watchfloor;

/// <summary>
/// The way from the api to whatever lives. Sets on whose behalf, and asks again (the same wish, so it is done once) where
/// the activation turned out to be stale.
/// </summary>
sealed class GrainCalls(IGrainFactory grains)
{
    const int Retries = 3;

    /// <summary>Asks one grain, named by its identity.</summary>
    public Task<TAnswer> Ask<TGrain, TAnswer>(Caller caller, EntityId id, Func<TGrain, Task<TAnswer>> ask)
        where TGrain : IGrainWithStringKey => Ask(caller, () => ask(grains.GetGrain<TGrain>(id.ToGrainId())));

    /// <summary>Asks one grain, named by its key alone.</summary>
    public Task<TAnswer> AskKeyed<TGrain, TAnswer>(Caller caller, string key, Func<TGrain, Task<TAnswer>> ask)
        where TGrain : IGrainWithStringKey => Ask(caller, () => ask(grains.GetGrain<TGrain>(key)));

    static async Task<TAnswer> Ask<TAnswer>(Caller caller, Func<Task<TAnswer>> ask)
    {
        CallerContext.Set(caller.Tenant, caller.Id);
        for (var retry = 0; ; retry++)
        {
            try
            {
                return await ask();
            }
            catch (StaleActivationException) when (retry < Retries)
            {
                // the next call finds a fresh activation
            }
        }
    }
}
