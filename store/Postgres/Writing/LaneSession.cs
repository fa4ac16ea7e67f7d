using Npgsql;

namespace Watchfloor.Store.Postgres;

/// <summary>The connection of a lane, made when it is needed and thrown away when it is in doubt.</summary>
sealed class LaneSession(Database database, int lane) : IAsyncDisposable
{
    NpgsqlConnection? _connection;

    public async Task<NpgsqlConnection> Connection()
    {
        if (_connection is not { FullState: System.Data.ConnectionState.Open })
        {
            await DisposeAsync();
            _connection = await database.ToWrite(lane);
        }
        return _connection;
    }

    /// <summary>Undoes what is open; a connection that does not even do that is thrown away, and the database undoes it.</summary>
    public async Task Undo(NpgsqlTransaction? transaction)
    {
        if (transaction is null)
            return;
        try
        {
            await transaction.RollbackAsync();
        }
        catch (Exception e) when (Faults.MayPass(e) || e is InvalidOperationException)
        {
            await DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_connection is { } connection)
        {
            _connection = null;
            await connection.DisposeAsync();
        }
    }
}
