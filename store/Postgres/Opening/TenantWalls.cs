using Npgsql;

namespace Watchfloor.Store.Postgres;

/// <summary>
/// The second wall between tenants: a table that has a tenant shows its rows only to a connection that named that tenant, or that said it
/// does the server's own work. It holds for the owner too. Every table with a column <c>tenant</c> gets it, so none is forgotten.
/// </summary>
static class TenantWalls
{
    const string Raise = """
        DO $walls$
        DECLARE t record;
        BEGIN
          FOR t IN
            SELECT c.oid::regclass AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
            WHERE c.relkind IN ('r', 'p') AND a.attname = 'tenant' AND NOT a.attisdropped
              AND c.relnamespace = current_schema()::regnamespace
              AND NOT EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = 'tenant_wall')
          LOOP
            EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', t.name);
            EXECUTE format(
              'CREATE POLICY tenant_wall ON %s USING (tenant = (SELECT current_setting(''watchfloor.tenant'', true))'
              ' OR (SELECT current_setting(''watchfloor.system'', true)) = ''on'')', t.name);
          END LOOP;
        END $walls$
        """;

    public static async Task Stand(NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(Raise, connection, transaction) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
