using Watchfloor.Store;

namespace Watchfloor.Tests.Contracts;

/// <summary>What every store promises. Inherit, open an empty store, and the promises run.</summary>
public abstract partial class StoreContract : IAsyncLifetime
{
    IStore? _store;

    /// <summary>A store with nothing in it.</summary>
    protected abstract ValueTask<IStore> OpenEmpty(TimeProvider clock);

    /// <summary>Deletes the row of a document behind the store's back.</summary>
    protected abstract Task Lose(EntityId entity);

    /// <summary>Takes away what <see cref="OpenEmpty"/> left behind.</summary>
    protected abstract ValueTask CleanUp();

    protected IStore Store => _store!;

    protected StoreContractClock Clock { get; } = new();

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _store = await OpenEmpty(Clock);

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Store.DisposeAsync();
        await CleanUp();
    }
}
