using Npgsql;

namespace Watchfloor.Store.Postgres;

/// <summary>
/// Calls out to other processes that something is new: facts, or messages among it, which have readers of their own. It does so after the flush and not in it: a transaction that
/// notifies holds a lock of the whole server over its COMMIT, and lanes would wait for each other's disk. Calls that come while one is
/// under way are one call; one that fails is made again.
/// </summary>
sealed class Crier : IAsyncDisposable
{
    /// <summary>What is said where there are no messages. Who hears no word, as older servers say none, looks for everything.</summary>
    public const string Facts = "facts";

    // Whoever flushes faster than it calls need not wake all others each time.
    static readonly TimeSpan Behind = TimeSpan.FromMilliseconds(5);

    readonly Database _database;
    readonly Watch _watch;
    readonly SemaphoreSlim _news = new(0, 1);
    readonly CancellationTokenSource _closing = new();
    readonly Task _running;
    bool _hasMessages;

    public Crier(Database database, Watch watch)
    {
        (_database, _watch) = (database, watch);
        _running = Task.Run(Run);
    }

    public void Call(bool hasMessages)
    {
        lock (_news)
        {
            _hasMessages |= hasMessages;
            if (_news.CurrentCount == 0)
                _news.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _running;
        _closing.Dispose();
        _news.Dispose();
    }

    async Task Run()
    {
        NpgsqlConnection? connection = null;
        var hasMessages = false;
        while (!_closing.IsCancellationRequested)
        {
            try
            {
                await _news.WaitAsync(_closing.Token);
                connection ??= await _database.ToWatch(_closing.Token);
                _watch.OwnVoice = connection.ProcessID;
                hasMessages = TakeMessages();
                await using var command = new NpgsqlCommand(
                    hasMessages ? "NOTIFY watchfloor" : $"NOTIFY watchfloor, '{Facts}'",
                    connection
                );
                await command.ExecuteNonQueryAsync(_closing.Token);
                if (_news.CurrentCount > 0)
                    await Task.Delay(Behind, _database.Tuning.Time, _closing.Token);
            }
            catch (OperationCanceledException) when (_closing.IsCancellationRequested)
            {
                break;
            }
            // Whatever it was, also a connection that was found dead while nobody called: the call is made again over a new one.
#pragma warning disable CA1031
            catch (Exception)
#pragma warning restore CA1031
            {
                if (connection is not null)
                    await connection.DisposeAsync();
                connection = null;
                Call(hasMessages);
                var tuning = _database.Tuning;
                await Task.Delay(tuning.Again, tuning.Time, _closing.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        if (connection is not null)
            await connection.DisposeAsync();
    }

    bool TakeMessages()
    {
        lock (_news)
        {
            var had = _hasMessages;
            _hasMessages = false;
            return had;
        }
    }
}
