namespace Watchfloor.Store.Postgres;

/// <summary>Asks the database for the time, now and again. Where it does not answer, the clock goes on as it is.</summary>
sealed class DatabaseTime : IAsyncDisposable
{
    const string Now = "SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint";
    static readonly TimeSpan Between = TimeSpan.FromSeconds(5);

    readonly Readers _readers;
    readonly ClusterClock _clock;
    readonly TimeProvider _machine;
    readonly CancellationTokenSource _closing = new();
    readonly Task _running;

    public DatabaseTime(Readers readers, ClusterClock clock, TimeProvider machine)
    {
        (_readers, _clock, _machine) = (readers, clock, machine);
        _running = Task.Run(Run);
    }

    /// <summary>Before anything goes by the clock. Throws <see cref="StoreRefusedException"/> where it cannot be asked.</summary>
    public static async Task Begin(ClusterClock clock, Database database, Watch watch, CancellationToken cancellation)
    {
        try
        {
            await Ask(new(database), clock, cancellation);
        }
        catch (StoreFailedException e)
        {
            await watch.DisposeAsync();
            throw new StoreRefusedException($"The database {database.Name} does not tell the time: {e.Message}.", e);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _running;
        _closing.Dispose();
    }

    async Task Run()
    {
        while (!_closing.IsCancellationRequested)
        {
            try
            {
                await Ask(_readers, _clock, _closing.Token);
            }
            catch (OperationCanceledException) when (_closing.IsCancellationRequested)
            {
                return;
            }
            catch (StoreFailedException)
            {
                // The clock goes on as it is; that the database is away, others say.
            }
            await Task.Delay(Between, _machine, _closing.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    static async Task Ask(Readers readers, ClusterClock clock, CancellationToken cancellation)
    {
        var asked = clock.GetTimestamp();
        var answer = await readers.First(Scope.System, Now, row => row.Instant(0), cancellation);
        clock.Learn(asked, answer);
    }
}
