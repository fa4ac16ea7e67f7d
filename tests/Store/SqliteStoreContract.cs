using Watchfloor.Store;
using Watchfloor.Store.Sqlite;
using Watchfloor.Tests.Contracts;

namespace Watchfloor.Tests.Stores;

/// <summary>What every store promises, kept by SQLite.</summary>
public sealed class SqliteStoreContract : StoreContract
{
    readonly TemporaryDirectory _directory = new();

    protected override ValueTask<IStore> OpenEmpty(TimeProvider clock) => new(SqliteStore.Open(_directory.Path, clock));

    protected override Task Lose(EntityId entity) => ((SqliteStore)Store).Write(new SmallWrite(writer => Lose(writer, entity)));

    static void Lose(Writer writer, EntityId entity) =>
        writer
            .Connection.Sql($"DELETE FROM {EntityTable.Of(entity.Kind).Kind} WHERE tenant = ? AND id = ?")
            .Add(entity.Tenant.Value)
            .Add(entity.Id)
            .Run();

    protected override ValueTask CleanUp()
    {
        _directory.Dispose();
        return ValueTask.CompletedTask;
    }
}
