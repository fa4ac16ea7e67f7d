using Watchfloor.Store.Postgres;
using static Watchfloor.Tests.Contracts.StoreContractSamples;

namespace Watchfloor.Tests.Stores.Postgres;

/// <summary>What a question for documents costs the database.</summary>
public sealed class PostgresLoads : PostgresRoom
{
    const string Plans = """
        SELECT coalesce(sum(custom_plans), 0)::bigint, coalesce(sum(generic_plans), 0)::bigint FROM pg_prepared_statements
        WHERE statement LIKE '%LATE' || 'RAL%'
        """;

    [Fact]
    public async Task It_is_planned_once_for_all_that_it_is_asked_for()
    {
        await using var store = await Open();
        await PrivatePostgres.Eventually(async () =>
        {
            await store.Entities.Load(Event("e1"), Cancellation);
            // Of one connection of several; it may be one that was asked for nothing so far.
            var (each, once) = await store.Reads.First(Scope.System, Plans, row => (row.Long(0), row.Long(1)), Cancellation);
            Assert.Equal(0, each);
            return once > 4;
        });
    }
}
