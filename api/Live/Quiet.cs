namespace Watchfloor.Live;

/// <summary>
/// Notices that nothing came for a while, by a clock that nobody sets back. One timer at a time, which outlasts what comes meanwhile: a busy stream
/// does not begin one for each batch.
/// </summary>
sealed class Quiet(TimeSpan beat, ApiClock clock, CancellationToken cancellation)
{
    Task _timer = Task.CompletedTask;

    /// <summary>True when it came; false when it did not in the time of a beat.</summary>
    public async ValueTask<bool> IsBroken(Task next)
    {
        if (next.IsCompleted)
            return true;
        var began = clock.Provider.GetTimestamp();
        while (beat - clock.Provider.GetElapsedTime(began) is var left && left > TimeSpan.Zero)
        {
            if (_timer.IsCompleted)
                _timer = Task.Delay(WholeMilliseconds(left), clock.Provider, cancellation); // timers leave out the rest, and would ring at once
            if (await Task.WhenAny(next, _timer) == next || _timer.IsCanceled)
                return true;
        }
        return false;
    }

    static TimeSpan WholeMilliseconds(TimeSpan time) => TimeSpan.FromMilliseconds(Math.Ceiling(time.TotalMilliseconds));
}
