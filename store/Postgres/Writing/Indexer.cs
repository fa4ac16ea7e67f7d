using Npgsql;

namespace Watchfloor.Store.Postgres;

/// <summary>
/// Puts the terms of new events into their index behind the commits, which would take half of their time for it: many events at once and in the
/// order of the index. Until then they are found where they stand, so that nobody waits for it. It gives way to commits, unless too many
/// events have come together for searches to go through. Several servers do it side by side; what one leaves behind another one takes up.
/// </summary>
sealed class Indexer : IAsyncDisposable
{
    /// <summary>One transaction, for which a change of the terms of one of these events waits.</summary>
    public const int Together = 256;

    /// <summary>Searches go through so many in a fraction of a second.</summary>
    const int Many = 20_000;

    const int TooMany = 2 * Many;

    /// <summary>So much longer than it worked it rests while commits are under way.</summary>
    const int Rests = 10;

    /// <summary>What a server that was killed left behind is found no later than this.</summary>
    static readonly TimeSpan Seldom = TimeSpan.FromMinutes(1);

    // Nobody else moves or changes these rows, and it waits for nobody. What it sees behind them is left for the next time.
    internal const string Move = """
        WITH taken AS (
          DELETE FROM event_unindexed WHERE ctid = ANY (ARRAY(
            SELECT ctid FROM event_unindexed ORDER BY tenant, at, id LIMIT $1 FOR UPDATE SKIP LOCKED
          )) RETURNING tenant, at, id, terms
        ),
        indexed AS (
          INSERT INTO event_term (tenant, term, at, id)
          SELECT tenant, term, at, id FROM taken, unnest(string_to_array(substr(terms, 2), ' ')) AS term
          WHERE term <> '' ORDER BY tenant, term, at, id
        )
        SELECT (SELECT count(*) FROM taken), EXISTS (SELECT FROM event_unindexed OFFSET (SELECT count(*) FROM taken))
        """;

    // An event whose move a crash takes back stands where it stood, and is moved again. A lane that changes one of these events waits for the move,
    // and must not wait for longer than it may take itself.
    const string NeedNotWait = "SET synchronous_commit = off; SET statement_timeout = '4s'";

    readonly Database _database;
    readonly Server _server;
    readonly Func<bool> _isBusy;
    readonly Lock _gate = new();
    readonly SemaphoreSlim _news = new(1, 1);
    readonly CancellationTokenSource _closing = new();
    readonly ITimer _looks;
    readonly Task _running;
    NpgsqlConnection? _connection;
    int _together = Together;
    string? _trouble;
    long _added;
    long _moved;

    public Indexer(Database database, Server server, Func<bool> isBusy)
    {
        (_database, _server, _isBusy) = (database, server, isBusy);
        _looks = Time.CreateTimer(_ => Wake(), null, Seldom, Seldom);
        _running = Task.Run(Run);
    }

    TimeProvider Time => _database.Tuning.Time;

    /// <summary>How long it rests after a move that took so long, with so many events of this server beside the index.</summary>
    public static TimeSpan Rest(TimeSpan took, bool isBusy, long beside) =>
        !isBusy ? TimeSpan.Zero
        : beside <= Many ? took * Rests
        : beside <= TooMany ? took
        : TimeSpan.Zero;

    /// <summary>So many more events stand beside the index.</summary>
    public void Add(long events)
    {
        Interlocked.Add(ref _added, events);
        Wake();
    }

    public async ValueTask DisposeAsync()
    {
        await _looks.DisposeAsync();
        await _closing.CancelAsync();
        await _running;
        await Disconnect();
        _closing.Dispose();
        _news.Dispose();
    }

    void Wake()
    {
        lock (_gate)
        {
            if (_news.CurrentCount == 0)
                _news.Release();
        }
    }

    async Task Run()
    {
        await MayBegin();
        while (!_closing.IsCancellationRequested)
        {
            try
            {
                await _news.WaitAsync(_closing.Token);
                await Pause(_database.Tuning.IndexAfter);
                await MoveAll();
            }
            catch (OperationCanceledException) when (_closing.IsCancellationRequested)
            {
                return;
            }
            // Whatever it was: the rows are there, and it tries again over a new connection, with fewer of them.
#pragma warning disable CA1031
            catch (Exception e)
#pragma warning restore CA1031
            {
                Tell(e);
                _together = Math.Max(_together / 2, 1);
                await Disconnect();
                await Pause(_database.Tuning.Again);
                Wake();
            }
        }
    }

    /// <summary>Where older programs may have the database too, nobody leaves anything to be moved yet.</summary>
    async Task MayBegin()
    {
        var tuning = _database.Tuning;
        var began = Time.GetTimestamp();
        while (!_server.IndexesLater && !_closing.IsCancellationRequested)
        {
            await Pause(tuning.Upgrading / 10);
            try
            {
                _server.IndexesLater =
                    await TermsBehind.Are(await Connection(), _closing.Token)
                    || Time.GetElapsedTime(began) >= tuning.Upgrading && await TermsBehind.TryBegin(_database, _closing.Token);
            }
#pragma warning disable CA1031 // it looks again
            catch (Exception e)
#pragma warning restore CA1031
            {
                Tell(e);
                await Disconnect();
            }
        }
    }

    /// <summary>Once, as long as it stays the same.</summary>
    void Tell(Exception e)
    {
        var trouble = Faults.Say(e, _database);
        if (_closing.IsCancellationRequested || trouble == _trouble)
            return;
        _trouble = trouble;
        _database.Tuning.Say($"the words of new events cannot be put into their index, and searches get slower: {trouble}");
    }

    async Task MoveAll()
    {
        while (!_closing.IsCancellationRequested)
        {
            var (added, began) = (Volatile.Read(ref _added), Time.GetTimestamp());
            var (moved, isLeft) = (0L, false);
            await using (var statements = new Statements(await Connection()))
                await statements.Add(Move, row => (moved, isLeft) = (row.Long(0), row.Bool(1)), _together).Run(_closing.Token);
            if (!isLeft)
            {
                (_trouble, _together, _moved) = (null, Together, added);
                return;
            }
            _moved += moved;
            if (moved < _together)
                await Pause(_database.Tuning.Again); // somebody else has them at this moment
            else
                await Pause(Rest(Time.GetElapsedTime(began), _isBusy(), Volatile.Read(ref _added) - _moved));
        }
    }

    async Task<NpgsqlConnection> Connection()
    {
        if (_connection is null)
        {
            _connection = await _database.ToWrite(_database.Tuning.Upkeep);
            await using var command = new NpgsqlCommand(NeedNotWait, _connection);
            await command.ExecuteNonQueryAsync(_closing.Token);
        }
        return _connection;
    }

    async Task Disconnect()
    {
        if (_connection is { } connection)
        {
            _connection = null;
            await connection.DisposeAsync();
        }
    }

    async Task Pause(TimeSpan span) => await Task.Delay(span, Time, _closing.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
