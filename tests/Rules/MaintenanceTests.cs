using Watchfloor.Catalogue;
using Watchfloor.Events;
using Watchfloor.Kernel;
using Watchfloor.Mutes;
using static Watchfloor.Tests.Rules.EventSamples;
using static Watchfloor.Tests.Rules.MuteSamples;
using Story = Watchfloor.Tests.Rules.Scenario<
    Watchfloor.Mutes.MaintenanceRules,
    Watchfloor.Mutes.MaintenanceState,
    Watchfloor.Catalogue.CatalogueCommand<Watchfloor.Mutes.MaintenanceSpec>,
    Watchfloor.Catalogue.CatalogueFact<Watchfloor.Mutes.MaintenanceSpec>
>;

namespace Watchfloor.Tests.Rules;

/// <summary>Maintenance windows and inhibition rules as they are defined.</summary>
public sealed class MaintenanceTests
{
    static readonly EntityId Own = new(Kinds.Maintenance, TenantId.Default, "w1");
    static readonly EntityId Mutes = MutesKey.Of(TenantId.Default);

    [Fact]
    public void A_window_wakes_whenever_it_begins_and_says_so()
    {
        var thursday = T0.AddDays(3).AddHours(2);
        Story
            .Given()
            .When(new Define<MaintenanceSpec>(Window), T0)
            .AndSends(Own, new Effect(Mutes, new WindowChanged([Window])))
            .AndDueAt(Window.Starts)
            .When(new CatalogueTick<MaintenanceSpec>(), Window.Starts)
            .Then(new MaintenanceBegan(Window.Starts))
            .AndSends(Own, new Effect(Mutes, new WindowChanged([Window])))
            .AndDueAt(thursday)
            .When(new CatalogueTick<MaintenanceSpec>(), T0.AddDays(8))
            .AndDueAt(T0.AddDays(10).AddHours(2));
    }

    [Fact]
    public void What_changes_or_goes_names_what_it_was_and_wakes_no_more_than_it_has_to()
    {
        var shorter = Window with { Ends = Window.Ends.AddHours(-1), Recurrence = null };
        Story
            .Given(new Defined<MaintenanceSpec>(Window, T0))
            .When(new Amend<MaintenanceSpec>(shorter), Window.Starts.AddMinutes(5))
            .AndSends(Own, new Effect(Mutes, new WindowChanged([shorter, Window])))
            .AndDueAt(null)
            .When(new Remove<MaintenanceSpec>(), Window.Starts.AddMinutes(6))
            .AndSends(Own, new Effect(Mutes, new WindowChanged([shorter])))
            .AndDueAt(null);
    }

    public static TheoryData<string, MaintenanceSpec> Senseless =>
        new()
        {
            { "ends must be after starts", Window with { Ends = Window.Starts } },
            { "a window lasts at most 365 days", Window with { Ends = Window.Starts.AddDays(366), Recurrence = null } },
            { "a window of every week lasts at most 7 days", Window with { Ends = Window.Starts.AddDays(8) } },
            { "a window of every day lasts at most 24 hours", Window with { Ends = Window.Starts.AddDays(2), Recurrence = Daily } },
            { "recurrence.days goes with every week", Window with { Recurrence = Daily with { Days = [RecurrenceDay.Mon] } } },
            {
                "recurrence.zone must be a name of the IANA database, such as Europe/Vienna",
                Window with
                {
                    Recurrence = Daily with { Zone = "Vienna" },
                }
            },
            { "recurrence.until must be after starts", Window with { Recurrence = Daily with { Until = Window.Starts } } },
            {
                "recurrence.days must name each day once",
                Window with
                {
                    Recurrence = Weekly with { Days = [RecurrenceDay.Mon, RecurrenceDay.Mon] },
                }
            },
            { "match: ( is no regular expression", Window with { Match = [new("title", LabelOperator.Like, "(")] } },
            {
                "ends must be after starts on the clock of the zone too",
                Window with
                {
                    Starts = new(2026, 10, 25, 0, 45, 0, TimeSpan.Zero),
                    Ends = new(2026, 10, 25, 1, 15, 0, TimeSpan.Zero),
                    Recurrence = Daily,
                }
            },
        };

    [Theory, MemberData(nameof(Senseless))]
    public void A_window_that_makes_no_sense_is_refused(string sentence, MaintenanceSpec spec) =>
        Story.Given().When(new Define<MaintenanceSpec>(spec), T0).ThenRefused(sentence, OutcomeKind.Invalid);

    [Theory]
    [InlineData(0, 0, "source needs a matcher: not every event mutes others")]
    [InlineData(1, 11, "equal holds at most 10 labels")]
    [InlineData(21, 0, "source holds at most 20 matchers")]
    public void A_rule_that_makes_no_sense_is_refused(int matchers, int equal, string sentence)
    {
        var spec = CommunicationLoss with
        {
            Source = Values.From(Enumerable.Repeat(CommunicationLoss.Source[0], matchers)),
            Equal = Values.From(Enumerable.Range(0, equal).Select(index => $"label-{index}")),
        };
        var decision = InhibitionRules.Decide(InhibitionRules.Initial, new Define<InhibitionSpec>(spec), T0);
        Assert.Equal(new Refused(OutcomeKind.Invalid, sentence), decision.Refusal);
    }

    static Recurrence Weekly => Window.Recurrence!;

    static Recurrence Daily => new(RecurrenceEvery.Day, [], "Europe/Vienna", null);
}
