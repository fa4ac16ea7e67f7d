using Microsoft.Extensions.Logging;

namespace Watchfloor.Kernel;

/// <summary>What the kernel says where much happens: nothing is formatted that nobody reads.</summary>
static partial class KernelLog
{
    [LoggerMessage(LogLevel.Warning, "{Target} refused {Command} of {Source}: {Reason}")]
    public static partial void Refused(ILogger log, EntityId target, string command, EntityId source, string? reason);

    [LoggerMessage(LogLevel.Warning, "{Command} of {Source} did not reach {Target} (attempt {Attempt}): {Reason}")]
    public static partial void NotDelivered(
        ILogger log,
        Exception? why,
        string command,
        EntityId source,
        EntityId target,
        int attempt,
        string reason
    );

    [LoggerMessage(LogLevel.Debug, "{Entity} could not be stored")]
    public static partial void NotStored(ILogger log, Exception why, EntityId entity);

    [LoggerMessage(LogLevel.Warning, "{Entity} could not do what was due; it is loaded afresh and woken again")]
    public static partial void NotServed(ILogger log, Exception why, EntityId entity);

    [LoggerMessage(LogLevel.Debug, "Nobody knows which trace armed the deadline of {Entity}")]
    public static partial void TraceUnknown(ILogger log, Exception why, EntityId entity);

    [LoggerMessage(LogLevel.Debug, "The alarm clock was not told of the deadline of {Entity}, which ends here; it finds it in the table")]
    public static partial void NotExpected(ILogger log, Exception why, EntityId entity);
}
