using Watchfloor.Store;
using Watchfloor.Store.Postgres;
using Watchfloor.Tests.Contracts;
using Watchfloor.Tests.Stores.Postgres;

namespace Watchfloor.Tests.Stores;

/// <summary>What every store promises, kept by PostgreSQL, for a role that is nobody special; opened in one way or another.</summary>
public abstract class PostgresContract : StoreContract
{
    string _database = "";

    /// <summary>New events are indexed as soon as can be.</summary>
    internal virtual PostgresTuning Tuning { get; } =
        new()
        {
            Lanes = DuePartition.Count,
            Connecting = PrivatePostgres.Connecting,
            IndexAfter = TimeSpan.Zero,
        };

    protected override async ValueTask<IStore> OpenEmpty(TimeProvider clock)
    {
        var postgres = await PrivatePostgres.Shared;
        _database = await LaidOutDatabases.Take();
        return await PostgresStore.Open(postgres.To(_database), clock, Tuning, TestContext.Current.CancellationToken);
    }

    protected override async Task Lose(EntityId entity) =>
        await (await PrivatePostgres.Shared).Sql(
            _database,
            $"DELETE FROM \"{entity.Kind}\" WHERE tenant = '{entity.Tenant}' AND id = '{entity.Id}'"
        );

    protected override async ValueTask CleanUp() => await LaidOutDatabases.GiveBack(_database);
}
