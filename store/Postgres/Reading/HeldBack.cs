namespace Watchfloor.Store.Postgres;

/// <summary>
/// Wakes a reader again soon when it saw that something is there which it may not read yet, because an older transaction is still open:
/// that one may end without a word.
/// </summary>
sealed class HeldBack : IDisposable
{
    static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(5);

    readonly ITimer _timer;

    public HeldBack(Action wake, TimeProvider time) =>
        _timer = time.CreateTimer(_ => wake(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    public void Saw(bool isHeldBack)
    {
        if (isHeldBack)
            _timer.Change(Soon, Timeout.InfiniteTimeSpan);
    }

    public void Dispose() => _timer.Dispose();
}
