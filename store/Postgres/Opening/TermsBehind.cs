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

    const string Allow = $"UPDATE meta SET value = '{Schema}' WHERE name = 'oldest_reader' AND value::bigint < {Schema}";

    public static async Task<bool> Are(NpgsqlConnection connection, CancellationToken cancellation)
    {
        var are = false;
        await using var statements = new Statements(connection);
        await statements.Add(Allowed, row => are = row.Bool(0)).Run(cancellation);
        return are;
    }

    /// <summary>By somebody who has the database to himself.</summary>
    public static async Task Begin(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var statements = new Statements(connection);
        await statements.Add(Allow, null).Run(cancellation);
    }

    /// <summary>By one of several. Nobody comes meanwhile; false while it is somebody's turn, or an older program is there.</summary>
    public static async Task<bool> TryBegin(Database database, CancellationToken cancellation)
    {
        await using var connection = await database.ToWatch(cancellation);
        if (!await DatabaseLock.Has(connection, DatabaseLock.Coming, cancellation))
            return false;
        // Its lock goes with the connection.
        var isOld = true;
        await using (var statements = new Statements(connection))
            await statements
                .Add($"SELECT coalesce(({ServerRows.OldestSchema}) < {Schema}, false)", row => isOld = row.Bool(0))
                .Run(cancellation);
        if (!isOld)
            await Begin(connection, cancellation);
        await DatabaseLock.LetNextCome(connection, cancellation);
        return !isOld;
    }
}
