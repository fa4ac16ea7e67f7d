namespace Orleans.Transport;

/// <summary>How much may wait on the way of a call before somebody is refused, so that another side's slowness never takes this process's memory.</summary>
static class Bounds
{
    /// <summary>Calls of one process that wait for a view, a barrier, a lease or a connection, and their bytes.</summary>
    internal const int WaitingCalls = 100_000;

    /// <inheritdoc cref="WaitingCalls"/>
    internal const long WaitingBytes = 64 * 1024 * 1024;

    /// <summary>What a waiting call costs beside its arguments.</summary>
    internal const int BytesPerCall = 256;

    /// <summary>Bytes that one connection to a silo has not sent yet: further calls over it are refused.</summary>
    internal const long UnsentBytes = 64 * 1024 * 1024;

    /// <summary>Bytes of answers that one visitor has not taken yet: no further call of his is read.</summary>
    internal const long UntakenBytes = 16 * 1024 * 1024;

    /// <summary>Visitors at a time who have not proven yet that they belong here.</summary>
    internal const int Unproven = 128;
}
