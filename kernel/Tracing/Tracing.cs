using System.Diagnostics;

namespace Watchfloor.Kernel;

/// <summary>
/// Spans of what is done on somebody's behalf. A trace is carried as a <c>traceparent</c> in <see cref="CallerContext"/>, in
/// the journal and in the outbox, so it outlives calls and processes. Where nobody listens no span is made, and what the
/// caller brought is carried on unchanged. A trace that is lost costs its reader, never the work.
/// </summary>
public static class Tracing
{
    /// <summary>The name of the source.</summary>
    public const string Name = "Watchfloor";

    static readonly ActivitySource Source = new(Name);

    /// <summary>Whether anybody wants spans.</summary>
    public static bool IsHeard => Source.HasListeners();

    /// <summary>
    /// Begins a span under the caller's, and whatever this flow calls is under it. Null where nobody listens. Call it in an
    /// async method: what it changes ends there.
    /// </summary>
    public static Activity? Begin(string name, ActivityKind kind = ActivityKind.Internal)
    {
        if (!Source.HasListeners())
            return null;
        if (!ActivityContext.TryParse(CallerContext.Trace, traceState: null, out var caller))
            Activity.Current = null; // what happens to flow here has nothing to do with it
        var span = Source.StartActivity(name, kind, caller);
        if (span is not null)
            CallerContext.Follow(span.Id);
        return span;
    }

    /// <summary>Whom it concerns.</summary>
    public static Activity About(this Activity span, EntityId entity) =>
        span.SetTag("watchfloor.tenant", entity.Tenant.Value).SetTag("watchfloor.kind", entity.Kind).SetTag("watchfloor.id", entity.Id);

    /// <summary>It failed, and by which kind of error; the words stand in the log.</summary>
    public static void Fail(this Activity span, string errorType) =>
        span.SetTag("error.type", errorType).SetStatus(ActivityStatusCode.Error);
}
