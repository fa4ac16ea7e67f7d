using Npgsql;

namespace Watchfloor.Store.Postgres;

/// <summary>Holds the lock that a server holds, so that none starts.</summary>
static class DatabaseClaim
{
    // A server that just ended lets go a moment later.
    const string Wait = "SET lock_timeout = '5s'; SELECT pg_advisory_lock(" + DatabaseLock.Number + ")";

    public static IDisposable Take(string connectionString)
    {
        using var database = new Database(connectionString, new());
        try
        {
            var connection = database.Claiming();
            using var command = new NpgsqlCommand(Wait, connection);
            try
            {
                command.ExecuteNonQuery();
                return connection;
            }
            catch
            {
                connection.Dispose();
                throw;
            }
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            throw new StoreRefusedException($"Another Watchfloor server has the database {database.Name}; stop that one first.", e);
        }
        catch (Exception e) when (e is NpgsqlException or System.Net.Sockets.SocketException or TimeoutException or IOException)
        {
            throw Faults.Refused(e, database);
        }
    }
}
