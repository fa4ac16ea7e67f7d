using Watchfloor.Store;
using Watchfloor.Tests.Contracts;
using Watchfloor.Tests.Stores.Postgres;

namespace Watchfloor.Tests.Stores;

/// <summary>What every store promises, kept by one that others may have its database with.</summary>
public sealed class PostgresSharedContract : StoreContract
{
    string _database = "";

    protected override async ValueTask<IStore> OpenEmpty(TimeProvider clock)
    {
        var postgres = await PrivatePostgres.Shared;
        _database = await postgres.Create();
        // Nobody is killed here, and what is told is counted.
        var tuning = PostgresRoom.Together with
        {
            Glance = TimeSpan.FromHours(1),
        };
        return await PostgresStore.Open(postgres.To(_database), clock, tuning, TestContext.Current.CancellationToken);
    }

    protected override async Task Lose(EntityId entity) =>
        await (await PrivatePostgres.Shared).Sql(
            _database,
            $"DELETE FROM \"{entity.Kind}\" WHERE tenant = '{entity.Tenant}' AND id = '{entity.Id}'"
        );

    protected override async ValueTask CleanUp() => await (await PrivatePostgres.Shared).GiveBack(_database);
}
