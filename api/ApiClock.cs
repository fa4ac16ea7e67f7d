namespace Watchfloor;

/// <summary>
/// The time of the machinery: sessions, caches, beats. It is not the time of events (the plain TimeProvider), which a test
/// may hold still while connections go on.
/// </summary>
sealed class ApiClock(TimeProvider provider)
{
    public TimeProvider Provider => provider;

    public DateTimeOffset Now => provider.GetUtcNow();
}
