using System.Text.Json;
using Watchfloor.Events;
using Watchfloor.Json;
using Watchfloor.Kernel;

namespace Watchfloor.Benchmarks;

/// <summary>Events as their grains store them, each with a deadline of our choice.</summary>
static class SampleDeadlines
{
    public static Commit Event(int number, DateTimeOffset due)
    {
        var self = new EntityId(Kinds.Event, TenantId.Default, $"{number:d26}");
        var now = Whole(DateTimeOffset.UtcNow);
        var detection = new Detection(
            "benchmark",
            ExternalId: null,
            ConditionKey: $"pump-{number}/discharge-pressure/high",
            Severity.Low,
            Category: "pressure",
            FacilityId: null,
            Title: $"Discharge pressure of pump {number} is above 8 bar",
            Description: "The discharge pressure stayed above the limit for longer than the rule allows.",
            DetectedAt: now,
            Location: new GeoPoint(48.2, 16.4),
            Attributes: [new("unit", "bar"), new("value", "8.4")]
        );
        var raised = new Raised(detection, Whole(due), now);
        var state = EventRules.Evolve(EventRules.Initial, raised);
        var document = EventRules.Describe(self, state, version: 1)!;
        return new()
        {
            Entity = self,
            Expected = 0,
            Facts = [FactNames.Record(raised, now)],
            State = JsonSerializer.SerializeToUtf8Bytes(state, WireJson.Options),
            View = JsonSerializer.SerializeToUtf8Bytes(document.View, document.View.GetType(), WireJson.Options),
            Columns = document.Columns,
            Due = new(EventRules.DueAt(state)!.Value, EventRules.Rank(state)),
            Outbox = [],
            Claims = [],
            Request = null,
            Actor = "benchmark",
        };
    }

    static DateTimeOffset Whole(DateTimeOffset instant) => Instants.Truncate(instant);
}
