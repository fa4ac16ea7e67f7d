using System.Net.Sockets;
using Npgsql;

namespace Watchfloor.Store.Postgres;

/// <summary>What a failure of the database means, in words a person can act on, and what may be done about it.</summary>
static class Faults
{
    public static StoreFailedException Failed(Exception e, Database database) =>
        e as StoreFailedException ?? new StoreFailedException(Say(e, database), e);

    /// <summary>Of a write that is refused for what it holds.</summary>
    public static StoreFailedException Unfit(Exception e, Database database) => new(Say(e, database), e) { IsUnfit = true };

    /// <summary>The same as a sentence for who started something.</summary>
    public static StoreRefusedException Refused(Exception e, Database database)
    {
        var why = Say(e, database);
        return e as StoreRefusedException ?? new StoreRefusedException($"{char.ToUpperInvariant(why[0])}{why[1..]}.", e);
    }

    public static string Say(Exception e, Database database) =>
        e switch
        {
            PostgresException { SqlState: PostgresErrorCodes.DiskFull } => $"the disk of the database {database.Name} is full",
            PostgresException { SqlState: "57P01" or "57P02" or "57P03" } p =>
                $"the database {database.Name} is not available: {p.MessageText}",
            PostgresException { SqlState: PostgresErrorCodes.QueryCanceled } => $"the database {database.Name} takes too long",
            PostgresException { SqlState: PostgresErrorCodes.TooManyConnections } => $"the database {database.Name} has no connection left",
            PostgresException { SqlState: "28P01" or "28000" } =>
                $"the database {database.Name} does not let this user in; look at the user and the password",
            PostgresException { SqlState: "3D000" } => $"there is no database {database.Name}; create it first",
            PostgresException { SqlState: "42501" } p => $"the user may not do this in the database {database.Name}: {p.MessageText}",
            PostgresException { SqlState: "25006" } => $"the database {database.Name} takes no writes (it is a replica, or read-only)",
            PostgresException p => $"the database {database.Name} refused: {p.MessageText} ({p.SqlState})",
            NpgsqlException or SocketException or IOException or TimeoutException =>
                $"the database {database.Name} cannot be reached: {(e.InnerException ?? e).Message}",
            _ => $"the store failed: {e.Message}",
        };

    /// <summary>The same again may go well: nothing of it was kept, and nothing in it was wrong.</summary>
    public static bool MayPass(Exception e) =>
        e is PostgresException p
            ? p.SqlState is "40001" or "40P01" or "55P03" or "57014" or "53300" or "25P03" or "25P04"
                || p.SqlState.StartsWith("57P", StringComparison.Ordinal)
                || p.SqlState.StartsWith("08", StringComparison.Ordinal)
            : e is NpgsqlException or SocketException or IOException or TimeoutException or ObjectDisposedException;

    /// <summary>One row of many is at fault: too long for an index, out of range, not unique.</summary>
    public static bool IsOfData(Exception e) =>
        e
            is PostgresException { SqlState: ['2', '2' or '3', ..] or ['5', '4', ..] }
                or InvalidCastException
                or ArgumentException
                or OverflowException;
}
