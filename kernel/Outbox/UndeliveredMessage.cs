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
            Description: $"{message.Command} of {message.Source} did not reach {message.Target}, and nobody was away who would have taken it: attempts that met an outage do not count, and {OutboxPump.GiveUpAfter} others (one, behind a message that was given up) failed. It is kept aside and not tried again. Last answer: {why.Message}",
            DetectedAt: Json.Instants.Truncate(now),
            Location: null,
            Attributes: []
        );
}
