using System.Collections.Concurrent;
using System.Diagnostics;

namespace Watchfloor.Kernel;

/// <summary>
/// The span of a command that changed something: from the decision to the moment when it is durable. It is a producer where
/// messages leave with the commit; what they cause is under it.
/// </summary>
static class CommitSpan
{
    static readonly ConcurrentDictionary<(string Kind, Type Command), string> Names = [];

    public static Activity? Begin(EntityId entity, object command, int facts, bool sends)
    {
        if (!Tracing.IsHeard)
            return null;
        var name = Names.GetOrAdd((entity.Kind, command.GetType()), static key => $"{key.Kind} {Words(key.Command.Name)}");
        return Tracing.Begin(name, sends ? ActivityKind.Producer : ActivityKind.Internal)?.About(entity).SetTag("watchfloor.facts", facts);
    }

    public static void End(this Activity span, CommitResult result, long version)
    {
        span.SetTag("watchfloor.version", version);
        if (result is not CommitResult.Committed)
            span.SetTag("watchfloor.outcome", result.GetType().Name.ToLowerInvariant());
    }

    /// <summary><c>BeginAttempt</c> is <c>begin attempt</c>.</summary>
    static string Words(string type) =>
        string.Concat(type.Select((c, i) => char.IsAsciiLetterUpper(c) ? (i == 0 ? "" : " ") + char.ToLowerInvariant(c) : c.ToString()));
}
