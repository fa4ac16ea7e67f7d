using Npgsql;

namespace Watchfloor.Store.Postgres;

/// <summary>Locks of a session: whoever loses the connection loses them, and whoever dies lets go.</summary>
static class DatabaseLock
{
    // Any numbers, as long as they never change: all servers meet at them.
    public const string Number = "7236833301947";
    const string ComingNumber = "7236833301948";

    /// <summary>One server, check, rebuild or restore have the database to themselves.</summary>
    public const string Alone = $"SELECT pg_try_advisory_lock({Number})";

    /// <summary>One of several has it.</summary>
    public const string Shared = $"SELECT pg_try_advisory_lock_shared({Number})";

    /// <summary>Of several, one comes at a time: the first finds the database as its last owner left it, the others as the first did.</summary>
    public const string Coming = $"SELECT pg_try_advisory_lock({ComingNumber})";

    /// <summary>Whose turn it is: process of the database, where from, since when.</summary>
    public const string WhoComes = $"""
        SELECT a.pid, coalesce(host(a.client_addr), 'this machine'), coalesce(a.backend_start::text, 'some time')
        FROM pg_locks l JOIN pg_stat_activity a USING (pid)
        WHERE l.locktype = 'advisory' AND l.granted AND a.datname = current_database()
          AND (l.classid::bigint << 32) + l.objid::bigint = {ComingNumber}
        """;

    const string HasCome = $"SELECT pg_advisory_unlock({ComingNumber})";
    const string LetOthersIn = $"SELECT pg_advisory_unlock({Number})";

    public static async Task<bool> Has(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        var has = false;
        await using var statements = new Statements(connection);
        await statements.Add(sql, row => has = row.Bool(0)).Run(cancellation);
        return has;
    }

    /// <summary>From having it alone to being one of several, without a moment in between.</summary>
    public static async Task Open(NpgsqlConnection connection, CancellationToken cancellation)
    {
        if (await Has(connection, Shared, cancellation))
            await Has(connection, LetOthersIn, cancellation);
    }

    public static Task LetNextCome(NpgsqlConnection connection, CancellationToken cancellation) => Has(connection, HasCome, cancellation);

    /// <summary>A server that just ended, or was killed, lets go a moment later.</summary>
    public static async Task<T> Insist<T>(Database database, Func<Task<T?>> tries, CancellationToken cancellation)
        where T : struct
    {
        var tuning = database.Tuning;
        var started = tuning.Time.GetTimestamp();
        while (true)
        {
            if (await tries() is { } got)
                return got;
            if (tuning.Time.GetElapsedTime(started) > tuning.LettingGo)
            {
                throw new StoreRefusedException(
                    $"Another Watchfloor server has the database {database.Name}; stop that one, or give another --postgres."
                );
            }
            await Task.Delay(tuning.Again, tuning.Time, cancellation);
        }
    }
}
