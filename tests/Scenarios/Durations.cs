namespace Watchfloor.Tests.Scenarios;

/// <summary>Times as people say them.</summary>
static class Durations
{
    public static TimeSpan Seconds(this int count) => TimeSpan.FromSeconds(count);

    public static TimeSpan Minutes(this int count) => TimeSpan.FromMinutes(count);

    public static TimeSpan Hours(this int count) => TimeSpan.FromHours(count);
}
