using Npgsql;

namespace Watchfloor.Store.Postgres;

/// <summary>A database that is copied, or that a copy goes into: what must be known of it, and the programs that do the work.</summary>
sealed class CopyPlace : IAsyncDisposable
{
    const string Of = "SELECT current_schema(), current_setting('server_version_num')::integer / 10000";
    const string AnyTable =
        "SELECT min(relname::text COLLATE \"C\") FROM pg_class WHERE relkind IN ('r', 'p', 'v', 'm', 'S') AND relnamespace = current_schema()::regnamespace";

    readonly Database _database;
    readonly NpgsqlConnection _connection;

    CopyPlace(Database database, NpgsqlConnection connection, string schema, ClientPrograms programs) =>
        (_database, _connection, Schema, Programs) = (database, connection, schema, programs);

    public string Name => _database.Name;

    public string Schema { get; }

    public ClientPrograms Programs { get; }

    /// <summary>Drops what lies there, whichever version made it.</summary>
    public string Empty =>
        $"""
            DO $empty$
            DECLARE t record;
            BEGIN
              FOR t IN SELECT oid::regclass AS name FROM pg_class WHERE relkind IN ('r', 'p') AND NOT relispartition
                AND relnamespace = '{Literal(Schema)}'::regnamespace
              LOOP
                EXECUTE format('DROP TABLE %s CASCADE', t.name);
              END LOOP;
              FOR t IN SELECT oid::regprocedure AS name FROM pg_proc WHERE prorettype = 'trigger'::regtype
                AND proowner = current_user::regrole AND pronamespace = '{Literal(Schema)}'::regnamespace
              LOOP
                EXECUTE format('DROP FUNCTION %s', t.name);
              END LOOP;
            END $empty$
            """;

    /// <summary>Forgets where the copy was taken: whoever opens it next gives it another feed epoch, and numbers above all that it holds.</summary>
    public string Anew => $"DELETE FROM \"{Schema.Replace("\"", "\"\"", StringComparison.Ordinal)}\".meta WHERE name = 'place'";

    public static async Task<CopyPlace> Find(string connectionString, CancellationToken cancellation)
    {
        var database = new Database(connectionString, new());
        try
        {
            var connection = await database.ToWatch(cancellation);
            var (schema, major) = ("", 0);
            await using (var statements = new Statements(connection))
                await statements.Add(Of, row => (schema, major) = (row.Text(0), row.Int(1))).Run(cancellation);
            return new(database, connection, schema, new(new(connectionString), major));
        }
        catch (Exception e) when (e is NpgsqlException or System.Net.Sockets.SocketException or TimeoutException or IOException)
        {
            await database.DisposeAsync();
            throw Faults.Refused(e, database);
        }
    }

    public Task<(long Applied, long Oldest)> Versions(CancellationToken cancellation) => Migrations.Found(_connection, cancellation);

    /// <summary>One of what lies there, or null.</summary>
    public async Task<string?> Table(CancellationToken cancellation)
    {
        string? table = null;
        await using var statements = new Statements(_connection);
        await statements.Add(AnyTable, row => table = row.IsNull(0) ? null : row.Text(0)).Run(cancellation);
        return table;
    }

    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync();
        await _database.DisposeAsync();
    }

    static string Literal(string name) =>
        $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"".Replace("'", "''", StringComparison.Ordinal);
}
