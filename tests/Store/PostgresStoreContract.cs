using Watchfloor.Store;
using Watchfloor.Tests.Contracts;
using Watchfloor.Tests.Stores.Postgres;

namespace Watchfloor.Tests.Stores;

/// <summary>What every store promises, kept by PostgreSQL, for a role that is nobody special.</summary>
public sealed class PostgresStoreContract : StoreContract
{
    string _database = "";

    protected override async ValueTask<IStore> OpenEmpty(TimeProvider clock)
    {
        var postgres = await PrivatePostgres.Shared;
        _database = await postgres.Create();
        return await PostgresStore.Open(postgres.To(_database), clock);
    }

    protected override async Task Lose(EntityId entity) =>
        await (await PrivatePostgres.Shared).Sql(
            _database,
            $"DELETE FROM \"{entity.Kind}\" WHERE tenant = '{entity.Tenant}' AND id = '{entity.Id}'"
        );

    protected override async ValueTask CleanUp() => await (await PrivatePostgres.Shared).GiveBack(_database);
}
