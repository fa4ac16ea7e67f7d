using Npgsql;

namespace Watchfloor.Store.Postgres;

/// <summary>
/// The connection that says "this server has the database": it holds a lock of the session for the life of the store, and hears what
/// other processes call out. When it is lost the store is in trouble until it is back; while another server has the database it stays so,
/// and for ever where <see cref="IHold"/> says that what is known of it here is void.
/// </summary>
sealed class Watch : IAsyncDisposable
{
    const string Me = "SELECT pg_backend_pid(), (SELECT backend_start::text FROM pg_stat_activity WHERE pid = pg_backend_pid())";
    const string EndMyOld = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid = $1 AND backend_start::text = $2";

    static readonly TimeSpan JustNow = TimeSpan.FromMilliseconds(100);

    readonly Database _database;
    readonly IHold _hold;
    readonly CancellationTokenSource _closing = new();
    ITimer? _glances;
    Server? _server;
    NpgsqlConnection _connection;
    Task _watching = Task.CompletedTask;
    (int Pid, string Started) _backend;
    volatile string? _trouble;
    long _heard;

    Watch(Database database, NpgsqlConnection connection)
    {
        (_database, _connection) = (database, connection);
        _hold = database.Tuning.IsShared ? new HoldShared(database) : new HoldAlone(database);
    }

    /// <summary>Raised when another process said that something is new, and after a time in which that may have been missed.</summary>
    public event Action? Heard;

    /// <summary>The same, where what is new may hold messages.</summary>
    public event Action? HeardOfMessages;

    /// <summary>Why it does not hold the database at this moment, or null.</summary>
    public string? Trouble => _trouble;

    /// <summary>Whether another process said just now that something is new. Who writes all the time says so much more often.</summary>
    public bool HearsOthers => Volatile.Read(ref _heard) is var heard and not 0 && _database.Tuning.Time.GetElapsedTime(heard) < JustNow;

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
            await watch.KnowMyself(cancellation);
            var server = watch._server = await watch._hold.Take(connection, now, cancellation);
            await watch.Listen(cancellation);
            if (database.Tuning.IsShared)
                watch._glances = database.Tuning.Time.CreateTimer(
                    _ => watch.HearAll(),
                    null,
                    database.Tuning.Glance,
                    database.Tuning.Glance
                );
            watch._watching = Task.Run(() => watch.Run(server), CancellationToken.None);
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
        if (_glances is not null)
            await _glances.DisposeAsync();
        if (_trouble is null)
            await _hold.Leave(_server!);
        await _connection.DisposeAsync();
        _closing.Dispose();
    }

    async Task KnowMyself(CancellationToken cancellation)
    {
        await using var statements = new Statements(_connection);
        await statements.Add(Me, row => _backend = (row.Int(0), row.Text(1))).Run(cancellation);
    }

    void HearAll()
    {
        Heard?.Invoke();
        HeardOfMessages?.Invoke();
    }

    async Task Listen(CancellationToken cancellation)
    {
        _connection.Notification += (_, heard) =>
        {
            if (heard.PID == OwnVoice)
                return;
            Volatile.Write(ref _heard, _database.Tuning.Time.GetTimestamp());
            if (heard.Payload == Crier.Facts)
                Heard?.Invoke();
            else
                HearAll();
        };
        await using var command = new NpgsqlCommand("LISTEN watchfloor", _connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    async Task Run(Server server)
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
    async Task<bool> Regain(Server server)
    {
        while (!_closing.IsCancellationRequested)
        {
            try
            {
                await _connection.DisposeAsync();
                _connection = await _database.ToWatch(_closing.Token);
                await using (var statements = new Statements(_connection))
                    await statements.Add(EndMyOld, _ => { }, _backend.Pid, _backend.Started).Run(_closing.Token);
                await KnowMyself(_closing.Token);
                if (await _hold.Retake(_connection, server, _closing.Token) is { } isOver)
                {
                    _trouble = isOver;
                    await _connection.DisposeAsync(); // whoever is started next can have it
                    return false;
                }
                await Listen(_closing.Token);
                _trouble = null;
                HearAll();
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
