using Watchfloor.Catalogue;
using Watchfloor.Escalations;
using Watchfloor.Events;
using Watchfloor.Json;
using Watchfloor.Kernel;
using Watchfloor.Notifications;

namespace Watchfloor.Benchmarks;

/// <summary>Events and what follows them as their grains store them, each with a deadline of our choice.</summary>
static class SampleDeadlines
{
    static readonly TimeSpan Wait = TimeSpan.FromMinutes(5);

    /// <summary>The event of a pump, whose SLA ends then; those of one category are one another's neighbours.</summary>
    public static Commit Event(int number, DateTimeOffset due, string source = "benchmark", string category = "pressure")
    {
        var now = Whole(DateTimeOffset.UtcNow);
        var detection = new Detection(
            source,
            ExternalId: null,
            ConditionKey: $"pump-{number:000000000}/discharge-pressure/high",
            Severity.Low,
            category,
            FacilityId: null,
            Title: $"Discharge pressure of pump {number} is above 8 bar",
            Description: "The discharge pressure stayed above the limit for longer than the rule allows.",
            DetectedAt: now,
            Location: new GeoPoint(48.2, 16.4),
            Attributes: [new("unit", "bar"), new("value", "8.4")]
        );
        return First<EventRules, EventState, EventCommand, EventFact>(Entity(Kinds.Event, number), new Raised(detection, Whole(due), now));
    }

    /// <summary>The escalation of the event of that number: its only level, which pages this channel, is due then.</summary>
    public static Commit Escalation(int number, DateTimeOffset due, string channel)
    {
        var policy = new PolicySpec("The shift", Match: null, [new PolicyLevel(Wait, [new PolicyTarget(channel)])], Repeat: null);
        var begun = new EscalationBegun(
            Severity.Low,
            RaisedAt: Whole(due - Wait),
            [new PolicySnapshot("policy", Version: 1, policy)],
            Whole(due - Wait)
        );
        return First<EscalationRules, EscalationState, EscalationCommand, EscalationFact>(Entity(Kinds.Escalation, number), begun);
    }

    /// <summary>A channel of a kind, whose id is that kind.</summary>
    public static Commit Channel(string kind) =>
        First<ChannelRules, CatalogueState<ChannelSpec>, CatalogueCommand<ChannelSpec>, CatalogueFact<ChannelSpec>>(
            new(Kinds.Channel, TenantId.Default, kind),
            new Defined<ChannelSpec>(new(kind, kind, []), Whole(DateTimeOffset.UtcNow))
        );

    /// <summary>The event of that number, or what follows it.</summary>
    public static EntityId Entity(string kind, int number) => new(kind, TenantId.Default, $"{number:d26}");

    static Commit First<TRules, TState, TCommand, TFact>(EntityId self, TFact fact)
        where TRules : IRules<TState, TCommand, TFact>, IDocumented<TState>
        where TState : notnull
        where TCommand : notnull
        where TFact : notnull
    {
        var state = TRules.Evolve(TRules.Initial, fact);
        var document = TRules.Describe(self, state, version: 1)!;
        return new()
        {
            Entity = self,
            Expected = 0,
            Facts = [FactNames.Record(fact, TRules.At(fact))],
            State = DocumentJson.OfState(state),
            View = DocumentJson.OfView(document.View),
            Columns = document.Columns,
            Due = TRules.DueAt(state) is { } due ? new(due, TRules.Rank(state)) : null,
            Outbox = [],
            Claims = [],
            Request = null,
            Actor = "benchmark",
        };
    }

    static DateTimeOffset Whole(DateTimeOffset instant) => Instants.Truncate(instant);
}
