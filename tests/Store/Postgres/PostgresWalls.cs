using Npgsql;
using Watchfloor.Kernel;
using static Watchfloor.Tests.Contracts.StoreContractSamples;

namespace Watchfloor.Tests.Stores.Postgres;

/// <summary>The second wall: what the database shows to a query that forgot whose rows it wants.</summary>
public sealed class PostgresWalls : PostgresRoom
{
    static readonly TenantId Ours = new("ours");
    static readonly TenantId Theirs = new("theirs");

    [Fact]
    public async Task A_query_without_its_tenant_sees_nothing_of_anybody()
    {
        await Fill();
        foreach (var table in await Tables())
        {
            Assert.Equal(0L, await Count($"SELECT count(*) FROM \"{table}\"", tenant: null));
            Assert.Equal(0L, await Count($"SELECT count(*) FROM \"{table}\" WHERE tenant <> '{Ours}'", Ours.Value));
        }
        foreach (var table in new[] { "event", "journal", "outbox", "due", "claims", "requests" })
            Assert.Equal(1L, await Count($"SELECT count(*) FROM \"{table}\"", Ours.Value));
    }

    [Fact]
    public async Task Nobody_writes_into_the_rows_of_another()
    {
        await Fill();
        var refused = await Assert.ThrowsAsync<PostgresException>(() =>
            Count($"WITH i AS (INSERT INTO claims VALUES ('{Theirs}', 's', 'x', 'e') RETURNING 1) SELECT count(*) FROM i", Ours.Value)
        );

        Assert.Equal("42501", refused.SqlState);
        Assert.Equal(
            0L,
            await Count($"WITH d AS (DELETE FROM event WHERE tenant = '{Theirs}' RETURNING 1) SELECT count(*) FROM d", Ours.Value)
        );
    }

    [Fact]
    public async Task Every_table_that_has_a_tenant_has_the_wall()
    {
        await using var store = await Open();
        const string Unwalled = """
            SELECT count(*) FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant'
            WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND NOT (c.relrowsecurity AND c.relforcerowsecurity)
            """;
        Assert.Equal(0L, await Server.Ask<long>(Database, Unwalled));
        Assert.True((await Tables()).Count > 15);
    }

    async Task Fill()
    {
        await using var store = await Open();
        foreach (var tenant in new[] { Ours, Theirs })
        {
            var commit = Show(View("e1"), tenant: tenant) with
            {
                Request = new("wish"),
                Due = new(T0, 1),
                Outbox = [Message("a", "x")],
                Claims = [new(tenant, "scada", "a1", "e1")],
            };
            Assert.IsType<CommitResult.Committed>(await store.Commits.Commit(commit));
        }
    }

    async Task<List<string>> Tables() =>
        [
            .. (
                await Server.Ask<string[]>(
                    Database,
                    "SELECT array_agg(table_name::text) FROM information_schema.columns WHERE column_name = 'tenant' AND table_schema = 'public'"
                )
            )!,
        ];

    async Task<long> Count(string sql, string? tenant)
    {
        await using var connection = new NpgsqlConnection(Server.To(Database) + ";Pooling=false");
        await connection.OpenAsync(Cancellation);
        await using var transaction = await connection.BeginTransactionAsync(Cancellation);
        await using var set = new NpgsqlCommand("SELECT set_config('watchfloor.tenant', $1, true)", connection, transaction)
        {
            Parameters = { new() { Value = tenant ?? "" } },
        };
        await set.ExecuteNonQueryAsync(Cancellation);
        await using var command = new NpgsqlCommand(sql, connection, transaction);
        return (long)(await command.ExecuteScalarAsync(Cancellation))!;
    }
}
