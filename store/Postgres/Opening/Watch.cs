using System.Security.Cryptography;
using Npgsql;

namespace Watchfloor.Store.Postgres;

/// <summary>
/// The connection that says "this server has the database": it holds a lock of the session for the life of the store, and hears what
/// other processes call out. When it is lost the store is in trouble until it is back; while another server has the database it stays so.
/// Where another one had it in between, it stays so for ever: what this one knows of the database, down to the numbers of its rows, is old.
/// </summary>
sealed class Watch : IAsyncDisposable
{
    // Any number, as long as it never changes: two servers meet at it.
    public const string LockNumber = "7236833301947";
    const string Lock = "SELECT pg_try_advisory_lock(" + LockNumber + ")";
    const string Me = "SELECT pg_backend_pid(), (SELECT backend_start::text FROM pg_stat_activity WHERE pid = pg_backend_pid())";
    const string EndMyOld = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid = $1 AND backend_start::text = $2";

    readonly Database _database;
    readonly CancellationTokenSource _closing = new();
    readonly string _name = RandomNumberGenerator.GetHexString(16, lowercase: true);
    NpgsqlConnection _connection;
    Task _watching = Task.CompletedTask;
    (int Pid, string Started) _backend;
    volatile string? _trouble;

    Watch(Database database, NpgsqlConnection connection) => (_database, _connection) = (database, connection);

    /// <summary>Raised when another process said that something is new, and after a time in which that may have been missed.</summary>
    public event Action? Heard;

    /// <summary>Why it does not hold the database at this moment, or null.</summary>
    public string? Trouble => _trouble;

    /// <summary>The backend of this server that calls out; what it says itself is no news.</summary>
    public int OwnVoice { get; set; }

    /// <summary>
    /// Takes the database for this process and brings it up to date. Throws <see cref="StoreRefusedException"/>, in one sentence, where it
    /// cannot be had.
    /// </summary>
    public static async Task<(Watch Watch, Server Server)> Take(Database database, DateTimeOffset now, CancellationToken cancellation)
    {
        NpgsqlConnection? connection = null;
        try
        {
            connection = await database.ToWatch(cancellation);
            var watch = new Watch(database, connection);
            await watch.Insist(cancellation);
            await Migrations.Apply(connection, now, cancellation);
            var server = await Installing.Read(connection, watch._name, database.Tuning.AllLanes, cancellation);
            await watch.Listen(cancellation);
            watch._watching = Task.Run(() => watch.Run(server.Name), CancellationToken.None);
            return (watch, server);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            if (connection is not null)
                await connection.DisposeAsync();
            throw Faults.Refused(e, database);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _watching;
        await _connection.DisposeAsync();
        _closing.Dispose();
    }

    /// <summary>A server that just ended, or was killed, lets go a moment later.</summary>
    async Task Insist(CancellationToken cancellation)
    {
        var tuning = _database.Tuning;
        var started = tuning.Time.GetTimestamp();
        while (!await HasLock(cancellation))
        {
            if (tuning.Time.GetElapsedTime(started) > tuning.LettingGo)
            {
                throw new StoreRefusedException(
                    $"Another Watchfloor server has the database {_database.Name}; stop that one, or give another --postgres."
                );
            }
            await Task.Delay(tuning.Again, tuning.Time, cancellation);
        }
        await using var statements = new Statements(_connection);
        await statements.Add(Me, row => _backend = (row.Int(0), row.Text(1))).Run(cancellation);
    }

    async Task<bool> HasLock(CancellationToken cancellation)
    {
        var has = false;
        await using var statements = new Statements(_connection);
        await statements.Add(Lock, row => has = row.Bool(0)).Run(cancellation);
        return has;
    }

    async Task<bool> IsTaken(string server)
    {
        var isTaken = true;
        await using var statements = new Statements(_connection);
        await statements.Add(LaneRows.IsTaken, row => isTaken = row.Bool(0), server).Run(_closing.Token);
        return isTaken;
    }

    async Task Listen(CancellationToken cancellation)
    {
        _connection.Notification += (_, heard) =>
        {
            if (heard.PID != OwnVoice)
                Heard?.Invoke();
        };
        await using var command = new NpgsqlCommand("LISTEN watchfloor", _connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    async Task Run(string server)
    {
        while (!_closing.IsCancellationRequested)
        {
            try
            {
                await _connection.WaitAsync(_closing.Token);
            }
            catch (OperationCanceledException) when (_closing.IsCancellationRequested)
            {
                return;
            }
            // Whatever ended the connection: it is made again until it is there.
#pragma warning disable CA1031
            catch (Exception e)
#pragma warning restore CA1031
            {
                _trouble = $"the database {_database.Name} was lost: {Faults.Say(e, _database)}";
                if (!await Regain(server))
                    return;
            }
        }
    }

    /// <summary>False when the store was closed meanwhile, or will never have the database again.</summary>
    async Task<bool> Regain(string server)
    {
        while (!_closing.IsCancellationRequested)
        {
            try
            {
                await _connection.DisposeAsync();
                _connection = await _database.ToWatch(_closing.Token);
                await using (var statements = new Statements(_connection))
                    await statements.Add(EndMyOld, _ => { }, _backend.Pid, _backend.Started).Run(_closing.Token);
                await Insist(_closing.Token);
                if (await IsTaken(server))
                {
                    _trouble = $"another server had the database {_database.Name} meanwhile; restart this one";
                    await _connection.DisposeAsync(); // whoever is started next can have it
                    return false;
                }
                await Listen(_closing.Token);
                _trouble = null;
                Heard?.Invoke();
                return true;
            }
            catch (OperationCanceledException) when (_closing.IsCancellationRequested)
            {
                return false;
            }
#pragma warning disable CA1031 // it is tried until it succeeds, and readiness says why it has not
            catch (Exception e)
#pragma warning restore CA1031
            {
                _trouble = e is StoreRefusedException ? e.Message : Faults.Say(e, _database);
                if (!await Pause())
                    return false;
            }
        }
        return false;
    }

    async Task<bool> Pause()
    {
        try
        {
            await Task.Delay(_database.Tuning.Again, _database.Tuning.Time, _closing.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
