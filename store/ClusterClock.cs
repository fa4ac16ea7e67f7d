namespace Watchfloor.Store;

/// <summary>
/// The time of the database that several servers have together: a server whose own clock is wrong would ring hours early, or late, for
/// grains that others have. Between two looks at the database it goes on by the machine's steady clock, whatever becomes of the other one.
/// Until the first look it is the machine's time.
/// </summary>
public sealed class ClusterClock(TimeProvider machine) : TimeProvider
{
    /// <summary>Less is no difference: a clock should not twitch. How long the answer took may hide as much again.</summary>
    static readonly TimeSpan Slack = TimeSpan.FromMilliseconds(50);

    readonly Lock _gate = new();
    (DateTimeOffset At, long Stamp)? _known;

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => machine.LocalTimeZone;

    /// <inheritdoc/>
    public override long TimestampFrequency => machine.TimestampFrequency;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
            return _known is { } known ? known.At + machine.GetElapsedTime(known.Stamp) : machine.GetUtcNow();
    }

    /// <inheritdoc/>
    public override long GetTimestamp() => machine.GetTimestamp();

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        machine.CreateTimer(callback, state, dueTime, period);

    /// <summary>The database was asked at <paramref name="asked"/>, by the steady clock, and has just answered.</summary>
    internal void Learn(long asked, DateTimeOffset answer)
    {
        var answered = machine.GetTimestamp();
        var half = machine.GetElapsedTime(asked, answered) / 2;
        var now = answer + half;
        lock (_gate)
        {
            if (_known is { } known && (now - known.At - machine.GetElapsedTime(known.Stamp, answered)).Duration() <= Slack + half)
                return;
            _known = (now, answered);
        }
    }
}
