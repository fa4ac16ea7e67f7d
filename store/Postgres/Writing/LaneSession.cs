using Npgsql;

namespace Watchfloor.Store.Postgres;

/// <summary>The connection of a lane, made when it is needed and thrown away when it is in doubt.</summary>
sealed class LaneSession(Database database, int lane) : IAsyncDisposable
{
    // Each time there are so many times more rows, the plans that were made for less are thrown away.
    const int Growth = 8;

    NpgsqlConnection? _connection;
    long _written;
    long _planned;

    public async Task<NpgsqlConnection> Connection()
    {
        if (_connection is not { FullState: System.Data.ConnectionState.Open })
        {
            await DisposeAsync();
            _connection = await database.ToWrite(lane);
        }
        if (_written >= Growth * _planned)
            await PlanAnew(_connection);
        return _connection;
    }

    /// <summary>
    /// A plan that was made while a table was empty walks through all of it: any index is as good as the next there. The database finds out
    /// by itself after a minute, and a flood is over by then.
    /// </summary>
    async Task PlanAnew(NpgsqlConnection connection)
    {
        _planned = Math.Max(_written, Growth);
        await using var command = new NpgsqlCommand("DISCARD PLANS", connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>So many more rows are there now.</summary>
    public void Wrote(int writes) => _written += writes;

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
