using Watchfloor.Store;
using Watchfloor.Tests.Contracts;

namespace Watchfloor.Tests.Stores;

/// <summary>What every store promises, kept by SQLite.</summary>
public sealed class SqliteStoreContract : StoreContract
{
    readonly TemporaryDirectory _directory = new();

    protected override ValueTask<IStore> OpenEmpty(TimeProvider clock) => new(SqliteStore.Open(_directory.Path, clock));

    protected override ValueTask CleanUp()
    {
        _directory.Dispose();
        return ValueTask.CompletedTask;
    }
}
