namespace Watchfloor.Kernel;

/// <summary>
/// There are two times: the unkeyed <see cref="TimeProvider"/> is domain time, which tests drive; the one under this key is
/// the machine's, for retries, timeouts and everything else that must go on while domain time stands still.
/// </summary>
public static class InfrastructureTime
{
    /// <summary>The service key.</summary>
    public const string Key = "watchfloor.infrastructure";
}
