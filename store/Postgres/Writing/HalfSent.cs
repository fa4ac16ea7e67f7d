namespace Watchfloor.Store.Postgres;

/// <summary>
/// Ends transactions of lanes, of any server, whose process stands still in the midst of sending a batch. To the database such a one is
/// neither idle nor a statement that takes long, so that none of its limits ends it; and as long as it lasts, the readers of all servers
/// stop before it, and whoever goes in turn waits. It costs the batch, which is sent again if the process ever goes on.
/// </summary>
sealed class HalfSent : IAsyncDisposable
{
    // Two looks must find the same: whoever has got on in between has changed his state.
    const string End = $"""
        SELECT batch, CASE WHEN batch = ANY ($1) THEN pg_terminate_backend(pid) END
        FROM (
          SELECT pid, pid || ' ' || state_change AS batch FROM pg_stat_activity
          WHERE datname = current_database() AND usename = current_user
            AND application_name IN ('{Database.LaneName}', '{Database.UpkeepName}')
            AND state = 'active' AND wait_event IN ('ClientRead', 'ClientWrite')
            AND xact_start < clock_timestamp() - $2 * interval '1 microsecond'
        ) half
        """;

    const int Looks = 5;

    readonly Readers _readers;
    readonly PostgresTuning _tuning;
    readonly CancellationTokenSource _closing = new();
    readonly Task _running;

    public HalfSent(Readers readers, PostgresTuning tuning)
    {
        (_readers, _tuning) = (readers, tuning);
        _running = tuning.IsShared ? Task.Run(Run) : Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _running;
        _closing.Dispose();
    }

    async Task Run()
    {
        List<string> seen = [];
        while (!_closing.IsCancellationRequested)
        {
            try
            {
                seen = await _readers.Rows(
                    Scope.System,
                    End,
                    row => row.Text(0),
                    _closing.Token,
                    Arg.Texts(seen),
                    (long)_tuning.HalfSent.TotalMicroseconds
                );
            }
            catch (OperationCanceledException) when (_closing.IsCancellationRequested)
            {
                return;
            }
            catch (StoreFailedException)
            {
                seen = []; // that the database is away, others say
            }
            await Task.Delay(_tuning.HalfSent / Looks, _tuning.Time, _closing.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
