using Watchfloor.Catalogue;
using Watchfloor.Events;
using Watchfloor.Store;

namespace Watchfloor.Tests.Grains;

/// <summary>Rules of correlation on a real store: they hold from their answer on, and nobody is lost when they change.</summary>
public sealed class CorrelationRuleTests : GrainRoom
{
    static readonly Detection Boiler = new("boiler-2", null, "drum", Severity.High, "pressure", "f1", "Pressure high", null, T0, null, []);
    static readonly CorrelationRuleSpec OfFacility = new("facility", [], ["facilityId"]);

    [Fact]
    public async Task A_rule_makes_one_event_of_all_categories_from_its_answer_on()
    {
        var before = await Take(Boiler);
        await Define("r1", OfFacility);
        var (first, second) = (await Take(Boiler), await Take(Boiler with { Category = "flow" }));
        Assert.NotEqual(before.EventId, first.EventId);
        Assert.Equal(new(first.EventId, IngestOutcome.Merged), second);
        await Restart();
        Assert.Equal(new(first.EventId, IngestOutcome.Merged), await Take(Boiler with { Category = "leak" }));
        Assert.Equal(IngestOutcome.Created, (await Take(Boiler with { FacilityId = "f2" })).Outcome);
    }

    [Fact]
    public async Task Detections_of_all_categories_at_once_become_one_event()
    {
        await Define("r1", OfFacility);
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 40).Select(i => Take(Boiler with { Category = $"c{i % 5}", ConditionKey = null }))
        );
        var created = Assert.Single(answers, answer => answer.Outcome == IngestOutcome.Created);
        Assert.All(answers, answer => Assert.Equal(created.EventId, answer.EventId));
        Assert.Equal(40, (await Event(created.EventId)).Count);
    }

    [Fact]
    public async Task A_clear_finds_its_event_whatever_became_of_the_rule()
    {
        await Define("r1", OfFacility);
        var grouped = await Take(Boiler);
        await Take(Boiler with { Category = "flow", ConditionKey = "vent" });
        await Remove("r1");
        await Restart();
        Assert.Equal(new(grouped.EventId, IngestOutcome.Cleared), await Clear("drum", "pressure"));
        Assert.Equal(EventStatus.New, (await Event(grouped.EventId)).Status);
        Assert.Equal(IngestOutcome.Unchanged, (await Clear("vent", "pressure")).Outcome);
        Assert.Equal(new(grouped.EventId, IngestOutcome.Cleared), await Clear("vent", "flow"));
        Assert.Equal(EventStatus.Resolved, (await Event(grouped.EventId)).Status);
    }

    [Fact]
    public async Task What_began_before_a_rule_is_cleared_under_it()
    {
        var plain = await Take(Boiler);
        await Define("r1", OfFacility);
        Assert.Equal(new(plain.EventId, IngestOutcome.Cleared), await Clear("drum", "pressure"));
        Assert.Equal(EventStatus.Resolved, (await Event(plain.EventId)).Status);
    }

    [Fact]
    public async Task The_window_is_that_of_the_category()
    {
        await Define("r1", new("wide", [new("category", LabelOperator.Equal, "pressure")], [], TimeSpan.FromHours(2)));
        await Define("r2", new("default", [], [], TimeSpan.FromMinutes(5)));
        var (pressure, flow) = (await Take(Boiler), await Take(Boiler with { Category = "flow" }));
        var later = T0.AddMinutes(6);
        Assert.Equal(pressure.EventId, (await Take(Boiler with { DetectedAt = later })).EventId);
        Assert.NotEqual(flow.EventId, (await Take(Boiler with { Category = "flow", DetectedAt = later })).EventId);
    }

    [Fact]
    public async Task An_attribute_can_draw_the_line()
    {
        await Define("r1", new("line", [], ["line"]));
        Detection OfLine(string line, string facility) => Boiler with { FacilityId = facility, Attributes = [new("line", line)] };
        var (first, same, other) = (await Take(OfLine("4", "f1")), await Take(OfLine("4", "f2")), await Take(OfLine("5", "f1")));
        Assert.Equal(first.EventId, same.EventId);
        Assert.NotEqual(first.EventId, other.EventId);
    }

    [Fact]
    public async Task A_flapping_condition_is_known_after_a_restart_in_the_middle()
    {
        for (var change = 0; change < 4; change++)
            await Change(change);
        await Restart();
        await Change(4);
        await Change(5);
        await Restart();
        var returned = await Change(6);
        Assert.Equal(IngestOutcome.Merged, returned.Outcome);
        var view = await Event(returned.EventId);
        Assert.Equal((EventStatus.New, 7), (view.Status, view.Unstable!.Changes));
        // Far beyond the window, and still the same event.
        Assert.Equal(returned.EventId, (await Take(Boiler with { DetectedAt = T0.AddHours(3) })).EventId);
    }

    [Fact]
    public async Task What_waits_for_its_threshold_has_claimed_its_occurrences_and_lives_through_a_restart()
    {
        await Define("r1", new("third", [], [], Threshold: new(3, TimeSpan.FromMinutes(5))));
        var first = await Take(Boiler with { ExternalId = "x1" });
        Assert.Equal(IngestOutcome.Created, first.Outcome);
        await Restart();
        Assert.Equal(new(first.EventId, IngestOutcome.Duplicate), await Take(Boiler with { ExternalId = "x1" }));
        await Take(Boiler with { ExternalId = "x2" });
        Assert.Equal(new GatheringView(2, 3, TimeSpan.FromMinutes(5)), (await Event(first.EventId)).Gathering);
        Assert.Equal(new(first.EventId, IngestOutcome.Merged), await Take(Boiler with { ExternalId = "x3" }));
        Assert.Null((await Event(first.EventId)).Gathering);
    }

    [Fact]
    public async Task A_rule_that_makes_no_sense_is_refused()
    {
        var outcome = await Rule("r1")
            .Do(new Define<CorrelationRuleSpec>(new("bad", [new("a", LabelOperator.Like, "(")], [])), Wish(), Cancellation);
        Assert.Equal((OutcomeKind.Invalid, "a value is no regular expression"), (outcome.Kind, outcome.Reason));
    }

    /// <summary>Comes at even minutes, goes at odd ones.</summary>
    Task<Detected> Change(int minute)
    {
        Clock.AdvanceTo(T0.AddMinutes(minute));
        return minute % 2 == 0 ? Take(Boiler with { DetectedAt = T0.AddMinutes(minute) }) : Clear("drum", "pressure");
    }

    async Task Define(string id, CorrelationRuleSpec spec) =>
        Assert.Equal(OutcomeKind.Done, (await Rule(id).Do(new Define<CorrelationRuleSpec>(spec), Wish(), Cancellation)).Kind);

    async Task Remove(string id) =>
        Assert.Equal(OutcomeKind.Done, (await Rule(id).Do(new Remove<CorrelationRuleSpec>(), Wish(), Cancellation)).Kind);

    ICorrelationRuleGrain Rule(string id) => Grain<ICorrelationRuleGrain>(id);

    Task<Detected> Take(Detection detection) => Door(detection.FacilityId, detection.Category).Take(detection, Wish(), Cancellation);

    Task<Detected> Clear(string condition, string category) =>
        Door("f1", category).Clear(new(condition, Clock.GetUtcNow()), Wish(), Cancellation);

    ICorrelationGrain Door(string? facilityId, string category) =>
        Grains.GetGrain<ICorrelationGrain>(CorrelationKey.Of(TenantId.Default, facilityId, category).Key);

    async Task<EventView> Event(string eventId) =>
        Assert.IsType<EventView>(await Get<IEventReads>().Find(TenantId.Default, eventId, Cancellation));
}
