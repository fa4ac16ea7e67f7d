using System.Diagnostics;

namespace Watchfloor.Kernel;

/// <summary>The span of one attempt to hand a message over, under the commit that sent it.</summary>
static class DeliverySpan
{
    public static Activity? Begin(Outgoing message, int attempt) =>
        Tracing.IsHeard
            ? Tracing
                .Begin($"process {message.Target.Kind}", ActivityKind.Consumer)
                ?.About(message.Target)
                .SetTag("messaging.system", "watchfloor")
                .SetTag("messaging.operation.name", "process")
                .SetTag("messaging.operation.type", "process")
                .SetTag("messaging.destination.name", message.Target.Kind)
                .SetTag("messaging.message.id", message.Request.Value)
                .SetTag("watchfloor.command", message.Command)
                .SetTag("watchfloor.attempt", attempt)
            : null;
}
