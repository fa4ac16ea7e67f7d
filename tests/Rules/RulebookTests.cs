using Watchfloor.Catalogue;
using Watchfloor.Events;
using static Watchfloor.Tests.Rules.EventSamples;

namespace Watchfloor.Tests.Rules;

public sealed class RulebookTests
{
    static readonly CorrelationRuleSpec Short = new("short", [], [], TimeSpan.FromMinutes(5));
    static readonly CorrelationRuleSpec OfFacility = new("facility", [Is("category", "pressure")], ["facilityId"]);

    [Fact]
    public void Without_rules_everything_is_as_usual() => Assert.Equal(Place.Usual, PlaceOf(Boiler));

    [Fact]
    public void A_rule_without_a_match_holds_for_everything() =>
        Assert.Equal(new Place(null, TimeSpan.FromMinutes(5), null), PlaceOf(Boiler, Short));

    [Fact]
    public void The_first_match_by_name_decides_alone()
    {
        var (a, b) = (
            Short with
            {
                Name = "a",
                Match = [Is("severity", "high")],
                Window = null,
            },
            Short with
            {
                Name = "b",
                Match = [Is("source", "boiler-2")],
            }
        );
        Assert.Equal(Place.Usual, PlaceOf(Boiler, b, a));
        Assert.Equal(TimeSpan.FromMinutes(5), PlaceOf(Boiler with { Severity = Severity.Low }, b, a).Window);
    }

    [Fact]
    public void What_matches_goes_before_what_holds_for_everything() =>
        Assert.Equal(
            TimeSpan.FromHours(2),
            PlaceOf(
                Boiler,
                Short with
                {
                    Name = "a",
                },
                Short with
                {
                    Name = "z",
                    Match = [Is("category", "pressure")],
                    Window = TimeSpan.FromHours(2),
                }
            ).Window
        );

    [Fact]
    public void All_categories_of_a_facility_can_share_a_place_and_no_two_facilities_do()
    {
        var rule = OfFacility with { Match = [] };
        var here = PlaceOf(Boiler, rule).Group;
        Assert.NotNull(here);
        Assert.Equal(here, PlaceOf(Boiler with { Category = "flow", Severity = Severity.Low }, rule).Group);
        Assert.NotEqual(here, PlaceOf(Boiler with { FacilityId = "f2" }, rule).Group);
        Assert.NotEqual(here, PlaceOf(Boiler with { FacilityId = null }, rule).Group);
    }

    [Fact]
    public void A_label_that_is_not_there_is_the_empty_text()
    {
        var rule = OfFacility with { GroupBy = ["shift", "nobody-knows"] };
        var early = PlaceOf(Boiler, rule).Group;
        Assert.Equal(early, PlaceOf(Boiler with { Attributes = [new("shift", "early"), new("nobody-knows", "")] }, rule).Group);
        Assert.NotEqual(early, PlaceOf(Boiler with { Attributes = [] }, rule).Group);
    }

    [Fact]
    public void Values_never_run_into_each_other()
    {
        var rule = OfFacility with { GroupBy = ["a", "b"] };
        Assert.NotEqual(
            PlaceOf(Boiler with { Attributes = [new("a", "x1:b=1:"), new("b", "y")] }, rule).Group,
            PlaceOf(Boiler with { Attributes = [new("a", "x"), new("b", "1:b=1:y")] }, rule).Group
        );
        Assert.Equal(PlaceOf(Boiler, rule).Group, PlaceOf(Boiler, rule with { GroupBy = ["b", "a"] }).Group);
    }

    [Fact]
    public void A_rule_that_groups_has_events_of_its_own() =>
        Assert.NotEqual(
            new Rulebook([new Entry<CorrelationRuleSpec>("r1", 1, OfFacility)]).PlaceOf(TenantId.Default, Boiler).Group,
            new Rulebook([new Entry<CorrelationRuleSpec>("r2", 1, OfFacility)]).PlaceOf(TenantId.Default, Boiler).Group
        );

    [Fact]
    public void A_group_is_no_door_and_a_door_says_of_what()
    {
        var group = CorrelationKey.OfGroup(TenantId.Default, "r1", "00");
        Assert.Null(CorrelationKey.OriginOf(group));
        foreach (var origin in new ConditionOrigin[] { new("f1", "pressure"), new(null, "flow"), new("a|b", "c"), new("g:r1:00", "c") })
            Assert.Equal(origin, CorrelationKey.OriginOf(CorrelationKey.Of(TenantId.Default, origin.FacilityId, origin.Category)));
    }

    static LabelMatcher Is(string label, string value) => new(label, LabelOperator.Equal, value);

    static Place PlaceOf(Detection detection, params CorrelationRuleSpec[] rules) =>
        new Rulebook(rules.Select((rule, i) => new Entry<CorrelationRuleSpec>($"r{i}", 1, rule))).PlaceOf(TenantId.Default, detection);
}
