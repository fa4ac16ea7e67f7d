using System.Diagnostics;
using Watchfloor.Kernel;

namespace Watchfloor.Silo;

/// <summary>What a line of the log is part of.</summary>
static class LogTrace
{
    /// <summary>The trace that the flow carries on, else the request that runs; null where there is neither.</summary>
    public static ActivityContext? Current =>
        Activity.Current is { Source.Name: Tracing.Name } span ? span.Context
        : ActivityContext.TryParse(CallerContext.Trace, traceState: null, out var carried) ? carried
        : Activity.Current is { IdFormat: ActivityIdFormat.W3C } request ? request.Context
        : null;
}
