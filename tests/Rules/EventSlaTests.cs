using System.Text.Json;
using Watchfloor.Events;
using Watchfloor.Json;
using Watchfloor.ServiceLevels;
using static Watchfloor.Tests.Rules.EventSamples;
using static Watchfloor.Tests.Rules.SlaSamples;
using Story = Watchfloor.Tests.Rules.Scenario<
    Watchfloor.Events.EventRules,
    Watchfloor.Events.EventState,
    Watchfloor.Events.EventCommand,
    Watchfloor.Events.EventFact
>;

namespace Watchfloor.Tests.Rules;

/// <summary>What an event keeps of its SLA policy, and what becomes of its time. T0 is a Monday, seven o'clock in Berlin.</summary>
public sealed class EventSlaTests
{
    static readonly DateTimeOffset Later = T0.AddMinutes(10);
    static readonly SlaTerms Extending = Plain with { ExtendOnMerge = true };
    static readonly SlaTerms Pausing = Plain with { PauseWhileShelved = true };

    [Fact]
    public void The_time_counts_by_the_terms_that_it_was_raised_with() =>
        Story
            .Given()
            .When(new Raise(Boiler, Terms: Terms), T0)
            .Then(new Raised(Boiler, T0.AddHours(2), T0, Terms: Terms))
            .AndDueAt(T0.AddHours(2));

    [Fact]
    public void A_merge_extends_it_where_the_policy_says_so_and_else_not()
    {
        Given(Extending)
            .When(new Merge(Boiler), Later)
            .Then(new Merged(Boiler, Later, SlaDueAt: Later.AddHours(1)))
            .AndDueAt(Later.AddHours(1));
        Given(Plain).When(new Merge(Boiler), Later).Then(new Merged(Boiler, Later)).AndDueAt(T0.AddHours(1));
    }

    [Fact]
    public void A_merge_that_comes_too_late_extends_nothing()
    {
        var late = T0.AddHours(1);
        Given(Extending)
            .When(new Merge(Boiler), late)
            .Then(new Merged(Boiler, late))
            .When(new EventTick(), late)
            .Then(new SlaBreached(late, late))
            .When(new Merge(Boiler), late)
            .Then(new Merged(Boiler, late))
            .AndDueAt(null);
    }

    [Fact]
    public void A_worse_severity_is_counted_anew_from_the_terms_and_never_puts_the_end_off()
    {
        var worse = Condition("vent", Severity.Critical);
        Given(Plain).When(new Merge(worse), Later).Then(new Merged(worse, Later, SlaDueAt: Later.AddMinutes(15), Was: Severity.High));
        Given(Extending)
            .When(new Merge(worse), T0.AddMinutes(50))
            .Then(new Merged(worse, T0.AddMinutes(50), SlaDueAt: T0.AddHours(1), Was: Severity.High));
    }

    [Fact]
    public void A_policy_that_is_edited_meanwhile_is_not_asked()
    {
        var strict = Plain with { Times = SlaTimes.Usual with { Critical = TimeSpan.FromMinutes(5) } };
        Given(strict).When(new Merge(Condition("vent", Severity.Critical)), Later).AndDueAt(Later.AddMinutes(5));
    }

    [Fact]
    public void A_shelf_stops_the_clock_where_the_policy_says_so()
    {
        var shelve = new PutAside(AsideKind.Shelved, "ana", TimeSpan.FromHours(3), "valve stuck");
        var story = Given(Pausing).When(shelve, Later).AndDueAt(Later.AddHours(3));
        story.When(new EventTick(), Later.AddHours(3)).AndDueAt(T0.AddHours(4));
        Given(Plain).When(shelve, Later).AndDueAt(T0.AddHours(1));
        Given(Pausing).When(shelve with { Kind = AsideKind.OutOfService }, Later).AndDueAt(T0.AddHours(1));
    }

    [Fact]
    public void What_stood_still_has_as_many_business_hours_left_as_before()
    {
        var back = T0.AddHours(8); // three in the afternoon: half an hour is left of the day, and tomorrow is a holiday
        Given(Terms)
            .When(new PutAside(AsideKind.Shelved, "ana", TimeSpan.FromHours(7), "valve stuck"), T0.AddHours(1))
            .When(new EventTick(), back)
            .Then(new BroughtBack(AsideKind.Shelved, "system", "its time is over", back, T0.AddDays(2).AddMinutes(30)))
            .AndDueAt(T0.AddDays(2).AddMinutes(30));
    }

    [Fact]
    public void What_is_over_while_it_stood_still_shows_the_end_that_it_would_have_had() =>
        Given(Terms)
            .When(new PutAside(AsideKind.Shelved, "ana", TimeSpan.FromHours(9), "valve stuck"), T0.AddHours(1))
            .When(new Resolve("ana", false, null), T0.AddHours(8))
            .Then(new Resolved("ana", false, null, T0.AddHours(8), T0.AddDays(2).AddMinutes(30)))
            .And(state => Assert.Null(((EventKnown)state).Body.SlaPausedAt));

    [Fact]
    public void It_is_breached_once_and_after_a_reopening_once_more()
    {
        var (late, again) = (T0.AddHours(1), T0.AddHours(9));
        Given(Extending)
            .When(new EventTick(), late)
            .Then(new SlaBreached(late, late))
            .When(new EventTick(), late.AddHours(1))
            .Then()
            .When(new Resolve("ana", false, null), again)
            .When(new Reopen("ben", null, Terms: Terms), again)
            .Then(new Reopened("ben", null, T0.AddDays(2).AddHours(2), again, Terms: Terms))
            .When(new EventTick(), T0.AddDays(3))
            .Then(new SlaBreached(T0.AddDays(2).AddHours(2), T0.AddDays(3)));
    }

    [Fact]
    public void Readers_see_which_policy_it_follows()
    {
        var view = (EventView)EventRules.Describe(Self, Given(Terms).State, 1)!.View;
        Assert.Equal(new SlaPolicyName("s1", "Office hours"), view.SlaPolicy);
        Assert.Null(((EventView)EventRules.Describe(Self, Story.Given(BoilerRaised).State, 1)!.View).SlaPolicy);
    }

    [Fact]
    public void The_largest_terms_leave_a_wordy_event_within_its_room()
    {
        var days = Values.From(Enum.GetValues<BusinessDay>());
        var calendar = new BusinessCalendar(
            new string('z', 64),
            Values.From(Enumerable.Range(10, SlaLimits.Hours).Select(hour => new BusinessHours(days, $"{hour}:00", $"{hour}:30"))),
            Values.From(Enumerable.Range(10, SlaLimits.Holidays).Select(year => $"20{year}-12-25"))
        );
        var words = new string('x', 10_000);
        var wordy = Boiler with
        {
            Title = words,
            Description = words,
            Attributes = Values.From(Enumerable.Range(0, 300).Select(i => new EventAttribute($"label-{i}", words[..40]))),
        };
        var story = Story.Given().When(new Raise(wordy, Terms: Terms with { Name = words[..200], Calendar = calendar }), T0);
        for (var i = 0; i < 300; i++)
            story.When(new Merge(wordy with { ConditionKey = $"{words[..40]}-{i}" }), T0);
        Assert.InRange(JsonSerializer.SerializeToUtf8Bytes(story.State, WireJson.Options).Length, 10 * 1024, 16 * 1024);
    }

    static Story Given(SlaTerms terms) => Story.Given().When(new Raise(Boiler, Terms: terms), T0);
}
