namespace Watchfloor.Store;

/// <summary>Instants as whole microseconds since 1970, as databases hold them.</summary>
static class Micros
{
    public static long Of(DateTimeOffset instant)
    {
        var (micros, rest) = Math.DivRem(instant.UtcTicks - DateTimeOffset.UnixEpoch.Ticks, TimeSpan.TicksPerMicrosecond);
        return rest < 0 ? micros - 1 : micros; // downwards also before 1970
    }

    public static long Of(TimeSpan span) => span.Ticks / TimeSpan.TicksPerMicrosecond;

    public static DateTimeOffset ToInstant(long micros) => DateTimeOffset.UnixEpoch.AddTicks(micros * TimeSpan.TicksPerMicrosecond);
}
