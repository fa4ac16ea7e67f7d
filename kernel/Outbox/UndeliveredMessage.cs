using Watchfloor.Events;

namespace Watchfloor.Kernel;

/// <summary>The event that tells people of a message which could not be delivered.</summary>
static class UndeliveredMessage
{
    public static Detection Detection(Outgoing message, Exception why, DateTimeOffset now) =>
        new(
            Source: "watchfloor",
            ExternalId: $"outbox/{message.Request}",
            ConditionKey: null,
            Severity: Severity.High,
            Category: "watchfloor.delivery",
            FacilityId: null,
            Title: $"A message to {message.Target.Kind} could not be delivered",
            Description: $"{message.Command} of {message.Source} did not reach {message.Target} after {OutboxPump.GiveUpAfter} attempts. Last answer: {why.Message}",
            DetectedAt: Json.Instants.Truncate(now),
            Location: null,
            Attributes: []
        );
}
