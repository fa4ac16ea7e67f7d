namespace Watchfloor.Kernel;

/// <summary>
/// Says whether the clock can be believed. A server's clock that leaps a year ahead would make everything too old at once; so after a leap
/// (or a long time off, which looks the same) nothing is removed until the clock has gone on evenly for an hour.
/// </summary>
public sealed class SweepGuard
{
    /// <summary>More than this since the last sweep is a leap.</summary>
    public static readonly TimeSpan Leap = TimeSpan.FromDays(3);

    /// <summary>How long the clock must go on evenly after a leap.</summary>
    public static readonly TimeSpan Doubt = TimeSpan.FromHours(1);

    static readonly TimeSpan Slack = TimeSpan.FromMinutes(10);

    DateTimeOffset? _seen;
    TimeSpan _seenAt;
    TimeSpan? _since;

    /// <summary>
    /// Why nothing may be removed now, or null. <paramref name="uptime"/> comes from a clock that nobody sets; <paramref name="last"/> is
    /// when it was swept last, null where never.
    /// </summary>
    public string? Holds(DateTimeOffset now, TimeSpan uptime, DateTimeOffset? last)
    {
        var leapt = _seen is { } seen && ((now - seen) - (uptime - _seenAt)).Duration() > Slack;
        (_seen, _seenAt) = (now, uptime);
        if (leapt || (_since is null && (last is null || now - last > Leap || now < last - Slack)))
            _since = uptime;
        if (_since is not { } since)
            return null;
        if (uptime - since < Doubt)
            return $"the clock says {now:O}, and the last sweep was {(last is { } at ? $"at {at:O}" : "never")}; nothing is removed until "
                + $"it has gone on evenly for {(Doubt - (uptime - since)).TotalMinutes:0} more minutes";
        _since = null;
        return null;
    }
}
