namespace Watchfloor.Kernel;

/// <summary>A part of a duty at work in this process.</summary>
sealed class DutyRun(string key) : IAsyncDisposable
{
    readonly CancellationTokenSource _ending = new();
    readonly Lock _once = new();
    Task _work = Task.CompletedTask;
    Task? _end;

    public string Key => key;

    public bool IsRunning => !_work.IsCompleted;

    /// <summary>Nobody's turn, and nobody's call: the work knows no caller.</summary>
    public void Begin(Func<CancellationToken, Task> work)
    {
        using (ExecutionContext.SuppressFlow())
            _work = Task.Run(() => work(_ending.Token), CancellationToken.None);
    }

    /// <summary>Completes when it is over; may be asked for twice.</summary>
    public ValueTask DisposeAsync()
    {
        lock (_once)
            return new(_end ??= End());
    }

    async Task End()
    {
        await _ending.CancelAsync();
        await _work;
        _ending.Dispose();
    }
}
