namespace Watchfloor.Kernel;

/// <summary>Wakes one waiter; any number of calls before it waits count as one.</summary>
sealed class Signal
{
    readonly SemaphoreSlim _news = new(0, 1);
    int _set;

    public void Set()
    {
        if (Interlocked.Exchange(ref _set, 1) == 0)
            _news.Release();
    }

    public async Task Wait(CancellationToken cancellation)
    {
        await _news.WaitAsync(cancellation);
        Interlocked.Exchange(ref _set, 0);
    }
}
