using Watchfloor.Catalogue;
using Watchfloor.Devices;
using Watchfloor.Escalations;
using Watchfloor.Kernel;
using Watchfloor.Plant;
using Watchfloor.Tenants;
using static Watchfloor.Tests.Rules.CatalogueSamples;
using Story = Watchfloor.Tests.Rules.Scenario<
    Watchfloor.Plant.FacilityRules,
    Watchfloor.Catalogue.CatalogueState<Watchfloor.Plant.FacilitySpec>,
    Watchfloor.Catalogue.CatalogueCommand<Watchfloor.Plant.FacilitySpec>,
    Watchfloor.Catalogue.CatalogueFact<Watchfloor.Plant.FacilitySpec>
>;

namespace Watchfloor.Tests.Rules;

public sealed class CatalogueTests
{
    static readonly DateTimeOffset T0 = EventSamples.T0;

    [Fact]
    public void An_entry_is_defined_once() =>
        Story
            .Given()
            .When(new Define<FacilitySpec>(Works), T0)
            .Then(new Defined<FacilitySpec>(Works, T0))
            .When(new Define<FacilitySpec>(Works), T0)
            .Then()
            .When(new Define<FacilitySpec>(Annex), T0)
            .ThenRefused("this facility is defined already; amend it instead");

    [Fact]
    public void An_entry_is_amended_whole_and_equal_words_change_nothing() =>
        Story
            .Given(new Defined<FacilitySpec>(Works, T0))
            .When(new Amend<FacilitySpec>(Works), T0)
            .Then()
            .When(new Amend<FacilitySpec>(Annex), T0)
            .Then(new Amended<FacilitySpec>(Annex, T0));

    [Fact]
    public void What_is_not_there_can_be_neither_amended_nor_removed() =>
        Story
            .Given()
            .When(new Amend<FacilitySpec>(Works), T0)
            .ThenRefused("there is no such facility", OutcomeKind.Absent)
            .When(new Remove<FacilitySpec>(), T0)
            .ThenRefused("there is no such facility", OutcomeKind.Absent);

    [Fact]
    public void What_was_removed_stays_removed() =>
        Story
            .Given(new Defined<FacilitySpec>(Works, T0))
            .When(new Remove<FacilitySpec>(), T0)
            .Then(new Removed<FacilitySpec>(T0))
            .When(new Remove<FacilitySpec>(), T0)
            .Then()
            .When(new Define<FacilitySpec>(Works), T0)
            .ThenRefused("this facility was removed; define another one")
            .When(new Amend<FacilitySpec>(Works), T0)
            .ThenRefused("this facility was removed", OutcomeKind.Absent);

    [Fact]
    public void Readers_see_an_entry_until_it_is_removed()
    {
        var self = new EntityId(Kinds.Facility, TenantId.Default, "f1");
        var there = Story.Given(new Defined<FacilitySpec>(Works, T0)).State;
        var gone = Story.Given(new Defined<FacilitySpec>(Works, T0), new Removed<FacilitySpec>(T0)).State;
        Assert.Equal(new Entry<FacilitySpec>("f1", 1, Works), FacilityRules.Describe(self, there, 1)!.View);
        Assert.Null(FacilityRules.Describe(self, gone, 2));
    }

    [Fact]
    public void Senseless_entries_are_refused_with_a_sentence()
    {
        Assert.Equal("name must be 1 to 200 characters", Flaw<FacilityRules, FacilitySpec>(Works with { Name = " " }));
        Assert.Equal(
            "location must have lat from -90 to 90 and lon from -180 to 180",
            Flaw<FacilityRules, FacilitySpec>(Works with { Location = new(91, 0) })
        );
        Assert.Equal("levels must be 1 to 20", Flaw<PolicyRules, PolicySpec>(NightShift with { Levels = [] }));
        Assert.Equal("every level needs a target", Flaw<PolicyRules, PolicySpec>(NightShift with { Levels = [new(TimeSpan.Zero, [])] }));
        Assert.Equal(
            "after must be from PT0S to P30D",
            Flaw<PolicyRules, PolicySpec>(NightShift with { Levels = [new(-TimeSpan.FromSeconds(1), [new("c1")])] })
        );
        Assert.Equal(
            "repeat.every must be longer than PT0S and at most P30D",
            Flaw<PolicyRules, PolicySpec>(NightShift with { Repeat = new(1, TimeSpan.Zero) })
        );
        Assert.Equal("tag must be 1 to 255 characters", Flaw<RuleRules, ThresholdRuleSpec>(DeviceSamples.AtOnce with { Tag = "" }));
        Assert.Equal("limit must be a number", Flaw<RuleRules, ThresholdRuleSpec>(DeviceSamples.AtOnce with { Limit = double.NaN }));
        Assert.Equal(
            "for must be from PT0S to P30D",
            Flaw<RuleRules, ThresholdRuleSpec>(DeviceSamples.AtOnce with { For = TimeSpan.FromDays(31) })
        );
        Assert.Equal("hysteresis must be 0 or more", Flaw<RuleRules, ThresholdRuleSpec>(DeviceSamples.AtOnce with { Hysteresis = -1 }));
        Assert.Equal(
            "category must be 1 to 64 of a-z, 0-9, dot, underscore and hyphen",
            Flaw<RuleRules, ThresholdRuleSpec>(DeviceSamples.AtOnce with { Category = "No" })
        );
    }

    [Fact]
    public void Senseless_keys_accounts_and_tenants_are_refused_with_a_sentence()
    {
        Assert.Equal("name must be 1 to 200 characters", Flaw<TenantRules, TenantSpec>(Harbour with { Name = "" }));
        Assert.Equal("role must be one that is known", Flaw<AccountRules, AccountSpec>(Operator with { Role = (Role)9 }));
        Assert.Equal("role must be one that is known", Flaw<ApiKeyRules, ApiKeySpec>(Robot with { Role = (Role)9 }));
        Assert.Equal("hash must be 64 of 0-9 and a-f", Flaw<ApiKeyRules, ApiKeySpec>(Robot with { Hash = "wf_key" }));
        Assert.Equal("a previous hash needs its end", Flaw<ApiKeyRules, ApiKeySpec>(Robot with { PreviousHash = Robot.Hash }));
        Assert.Equal("requestsPerSecond must be more than 0", Flaw<ApiKeyRules, ApiKeySpec>(Robot with { RequestsPerSecond = 0 }));
        Assert.Equal("maxBodyBytes must be more than 0", Flaw<ApiKeyRules, ApiKeySpec>(Robot with { MaxBodyBytes = 0 }));
    }

    [Fact]
    public void An_account_is_listed_by_its_id_and_never_by_a_name()
    {
        var self = new EntityId(Kinds.Account, TenantId.Default, "u-1");
        var there = AccountRules.Evolve(AccountRules.Initial, new Defined<AccountSpec>(Operator, T0));
        Assert.Equal([new("name", "u-1"), new("role", "operator"), new("disabled", false)], AccountRules.Describe(self, there, 1)!.Columns);
    }

    static string? Flaw<TRules, TSpec>(TSpec spec)
        where TRules : IRules<CatalogueState<TSpec>, CatalogueCommand<TSpec>, CatalogueFact<TSpec>>
        where TSpec : class
    {
        var refusal = TRules.Decide(TRules.Initial, new Define<TSpec>(spec), T0).Refusal;
        Assert.Equal(OutcomeKind.Invalid, refusal?.Kind);
        return refusal?.Reason;
    }
}
