using Npgsql;

namespace Watchfloor.Store.Postgres;

/// <summary>The connection of a lane, made when it is needed and thrown away when it is in doubt.</summary>
sealed class LaneSession(Database database, Server server, int lane) : IAsyncDisposable
{
    // The trigger of new events asks for it.
    const string IndexLater = "SET watchfloor.terms = 'later'";

    NpgsqlConnection? _connection;
    bool _indexesLater;

    public async Task<NpgsqlConnection> Connection()
    {
        if (_connection is not { FullState: System.Data.ConnectionState.Open })
        {
            await DisposeAsync();
            _connection = await database.ToWrite(lane);
            _indexesLater = false;
        }
        if (server.IndexesLater && !_indexesLater)
        {
            await using var command = new NpgsqlCommand(IndexLater, _connection);
            await command.ExecuteNonQueryAsync();
            _indexesLater = true;
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
