namespace Watchfloor.Mutes;

/// <summary>When the wall clock of a zone shows a time. Twice a year it does not, or does so twice.</summary>
static class LocalTimes
{
    /// <summary>Longer than any clock was ever put forward.</summary>
    static readonly TimeSpan LongestGap = TimeSpan.FromHours(26);

    /// <summary>The first moment at which it shows that; where the clock jumps over it, the moment of the jump.</summary>
    public static DateTimeOffset First(TimeZoneInfo zone, DateTime local) =>
        zone.IsInvalidTime(local) ? Jump(zone, local)
        : zone.IsAmbiguousTime(local) ? At(local, zone.GetAmbiguousTimeOffsets(local).Max())
        : At(local, zone.GetUtcOffset(local));

    /// <summary>The last such moment.</summary>
    public static DateTimeOffset Last(TimeZoneInfo zone, DateTime local) =>
        zone.IsAmbiguousTime(local) ? At(local, zone.GetAmbiguousTimeOffsets(local).Min()) : First(zone, local);

    /// <summary>What it shows at a moment.</summary>
    public static DateTime Of(TimeZoneInfo zone, DateTimeOffset at) =>
        DateTime.SpecifyKind(TimeZoneInfo.ConvertTime(at, zone).DateTime, DateTimeKind.Unspecified);

    static DateTimeOffset At(DateTime local, TimeSpan offset) => new DateTimeOffset(local, offset).ToUniversalTime();

    /// <summary>The first moment at which it shows that or more; nothing else is put about it nearby.</summary>
    static DateTimeOffset Jump(TimeZoneInfo zone, DateTime local)
    {
        var middle = new DateTimeOffset(local, TimeSpan.Zero);
        var (before, after) = ((middle - LongestGap).UtcTicks, (middle + LongestGap).UtcTicks);
        while (after - before > 1)
        {
            var between = before + (after - before) / 2;
            if (Of(zone, new(between, TimeSpan.Zero)) < local)
                before = between;
            else
                after = between;
        }
        return new(after, TimeSpan.Zero);
    }
}
