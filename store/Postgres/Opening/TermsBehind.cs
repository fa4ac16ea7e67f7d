using Npgsql;

namespace Watchfloor.Store.Postgres;

/// <summary>
/// Whether the terms of new events may come into the index behind the commit. Programs of older schemas look nowhere else, so they are refused
/// from then on: who begins with it makes its own schema the oldest that may have the database, and does so only where nobody older has it.
/// </summary>
static class TermsBehind
{
    /// <summary>The first schema whose programs look beside the index.</summary>
    const string Schema = "15";

    const string Allowed = $"SELECT value::bigint >= {Schema} FROM meta WHERE name = 'oldest_reader'";

    const string Allow = $"UPDATE meta SET value = '{Schema}' WHERE name = 'oldest_reader' AND value::bigint < {Schema} RETURNING value";

    public static async Task<bool> Are(NpgsqlConnection connection, CancellationToken cancellation)
    {
        var are = false;
        await using var statements = new Statements(connection);
        await statements.Add(Allowed, row => are = row.Bool(0)).Run(cancellation);
        return are;
    }

    /// <summary>By somebody who has the database to himself.</summary>
    /// <param name="say">Hears that older programs are refused from then on; in a new database none ever was.</param>
    public static async Task Begin(NpgsqlConnection connection, Action<string>? say, CancellationToken cancellation)
    {
        await using var statements = new Statements(connection);
        await statements
            .Add(Allow, _ => say?.Invoke($"from now on programs of a schema before {Schema} are refused by this database"))
            .Run(cancellation);
    }

    /// <summary>
    /// By one of several. Nobody comes meanwhile. False while it is somebody's turn, or an older program is there, or may be: one that was cut
    /// off a moment ago, as all are when the database starts anew, must not find itself refused.
    /// </summary>
    public static async Task<bool> TryBegin(Database database, CancellationToken cancellation)
    {
        await using var connection = await database.ToWatch(cancellation);
        // Its locks go with the connection.
        if (
            !await DatabaseLock.Has(connection, DatabaseLock.Shared, cancellation)
            || !await DatabaseLock.Has(connection, DatabaseLock.Coming, cancellation)
        )
            return false;
        var isOurs = false;
        await using (var statements = new Statements(connection))
            await statements
                .Add(ServerRows.Miss, null)
                .Add($"SELECT coalesce(({ServerRows.OldestSchemaOfLate}) >= {Schema}, false)", row => isOurs = row.Bool(0))
                .Run(cancellation);
        if (isOurs)
            await Begin(connection, database.Tuning.Say, cancellation);
        return isOurs;
    }
}
