namespace Watchfloor.EdgeConnector;

/// <summary>How long to wait before the next attempt: doubling up to a ceiling, half of it by chance so that many connectors do not return as one.</summary>
public sealed class Backoff(TimeSpan first, TimeSpan ceiling, Random chance)
{
    int failures;

    public TimeSpan Next()
    {
        var full = Math.Min(ceiling.TotalMilliseconds, first.TotalMilliseconds * Math.Pow(2, Math.Min(failures++, 30)));
        return TimeSpan.FromMilliseconds(full * (0.5 + chance.NextDouble() / 2));
    }

    public void Reset() => failures = 0;
}
