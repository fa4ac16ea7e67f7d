using Watchfloor.Escalations;
using Watchfloor.Events;

namespace Watchfloor.Tests.Rules;

/// <summary>What is told for the record pages nobody, and hides nothing that is not.</summary>
public sealed class HistoricalTests
{
    static readonly DateTimeOffset Now = new(2026, 1, 5, 6, 0, 0, TimeSpan.Zero);
    static readonly EntityId Self = new(Kinds.Event, TenantId.Default, "e1");
    static readonly Detection Seen = new(
        "scada",
        ExternalId: null,
        ConditionKey: null,
        Severity.Critical,
        "pressure",
        FacilityId: null,
        "Pressure high",
        Description: null,
        Now,
        Location: null,
        []
    );

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_event_begins_an_escalation_unless_it_is_told_for_the_record(bool historical)
    {
        var (fact, state) = Raised(historical);
        Assert.Equal(!historical, EventRules.Effects(Self, state, fact).Any(effect => effect.Command is BeginEscalation));
    }

    [Fact]
    public void What_is_seen_now_joins_no_event_that_is_told_for_the_record()
    {
        var (_, state) = Raised(historical: true);
        var refusal = EventRules.Decide(state, new Merge(Seen), Now).Refusal;
        Assert.Equal(OutcomeKind.Refused, refusal?.Kind);
        Assert.Single(EventRules.Decide(state, new Merge(Seen with { Historical = true }), Now).Facts);
    }

    [Fact]
    public void What_is_told_for_the_record_joins_an_event_that_is_there()
    {
        var (_, state) = Raised(historical: false);
        Assert.Single(EventRules.Decide(state, new Merge(Seen with { Historical = true }), Now).Facts);
    }

    static (EventFact Fact, EventState State) Raised(bool historical)
    {
        var fact = EventRules.Decide(EventRules.Initial, new Raise(Seen with { Historical = historical }), Now).Facts.Single();
        return (fact, EventRules.Evolve(EventRules.Initial, fact));
    }
}
