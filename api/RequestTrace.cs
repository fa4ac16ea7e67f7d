using System.Diagnostics;

namespace Watchfloor;

/// <summary>
/// What a request is part of, as a W3C <c>traceparent</c>: our span of it where somebody listens; else what the client sent,
/// since a span that nobody collects must be nobody's parent.
/// </summary>
static class RequestTrace
{
    const int Length = 55; // of version 00

    /// <summary>Null where nobody traces.</summary>
    public static string? Current =>
        Activity.Current is { IdFormat: ActivityIdFormat.W3C } request
            ? request.Source.HasListeners()
                ? request.Id
                : request.ParentId is { Length: Length } sent
                    ? sent
                    : null
            : null;
}
