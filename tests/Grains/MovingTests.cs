using Watchfloor.Events;
using Watchfloor.Kernel;
using Watchfloor.Store;

namespace Watchfloor.Tests.Grains;

/// <summary>What was merged or split by hand, and what its sources say of it afterwards; also when the process dies in between.</summary>
public sealed class MovingTests : GrainRoom
{
    static readonly Detection Drum = new("scada", null, "drum", Severity.High, "pressure", "f1", "Drum high", null, T0, null, []);
    static readonly Detection Vent = Drum with { ConditionKey = "vent", Title = "Vent high" };
    static readonly Detection Flow = Drum with { ConditionKey = "flow", Category = "flow", FacilityId = "f2", Title = "Flow high" };

    bool _isHeld;

    protected override void Furnish(IServiceCollection services) => HeldOutbox.Put(services, () => _isHeld);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Clears_and_returns_of_its_conditions_reach_the_event_that_it_was_merged_into(bool afterRestart)
    {
        var (drum, flow) = (await Take(Drum), await Take(Flow with { ExternalId = "x1" }));
        await Merge(flow, drum);
        if (afterRestart)
            await RestartAtRest();
        Assert.Equal("drum flow", await Open(drum));
        Assert.Equal((drum, IngestOutcome.Cleared), await Over(Flow));
        Assert.Equal("drum", await Open(drum));
        Assert.Equal((drum, IngestOutcome.Unchanged), (drum, (await Over(Flow)).Outcome));

        Assert.Equal(new(drum, IngestOutcome.Merged), await Told(Flow with { DetectedAt = T0.AddMinutes(20) }));
        Assert.Equal(new(drum, IngestOutcome.Merged), await Told(Flow with { ConditionKey = "flow-2" }));
        Assert.Equal("drum flow flow-2", await Open(drum));
        Assert.Equal((drum, IngestOutcome.Cleared), await Over(Flow with { ConditionKey = "flow-2" }));
        Assert.Equal(new(flow, IngestOutcome.Duplicate), await Told(Flow with { ExternalId = "x1" })); // its mergedInto leads on
        Assert.Equal(drum, (await Event(flow)).MergedInto);
        Assert.Equal((EventStatus.Closed, 4), ((await Event(flow)).Status, (await Event(drum)).Count));
    }

    [Fact]
    public async Task Events_are_merged_on_and_what_they_held_goes_along()
    {
        var (drum, flow, tank) = (await Take(Drum), await Take(Flow), await Take(Drum with { Category = "level", ConditionKey = "tank" }));
        await Merge(flow, drum);
        await Merge(drum, tank);
        await RestartAtRest();
        Assert.Equal("drum flow tank", await Open(tank));
        Assert.Equal((tank, IngestOutcome.Cleared), await Over(Flow));
        Assert.Equal(new(tank, IngestOutcome.Merged), await Told(Flow));
        Assert.Equal((tank, IngestOutcome.Cleared), await Over(Drum));
    }

    [Fact]
    public async Task The_same_key_of_two_categories_are_two_conditions()
    {
        var here = await Take(Drum);
        var there = await Take(Drum with { Category = "flow" });
        await Merge(there, here);
        Assert.Equal("drum drum", await Open(here));
        await Over(Drum with { Category = "flow" });
        Assert.Equal("pressure", Assert.Single((await Event(here)).Contributors).Origin!.Category);
    }

    [Fact]
    public async Task When_the_event_that_took_it_is_over_a_detection_begins_another_one()
    {
        var (drum, flow) = (await Take(Drum), await Take(Flow));
        await Merge(flow, drum);
        await Does(drum, new Resolve("ana", Force: true, null));
        var next = await Told(Flow);
        Assert.Equal(IngestOutcome.Created, next.Outcome);
        await RestartAtRest();
        Assert.Equal(new(next.EventId, IngestOutcome.Merged), await Told(Flow));
    }

    [Fact]
    public async Task An_event_that_is_over_takes_nothing_and_the_other_stays_what_it_was()
    {
        var (drum, flow) = (await Take(Drum), await Take(Flow));
        await Does(drum, new Resolve("ana", Force: true, null));
        await Does(flow, new MergeInto("ana", drum));
        Assert.Equal("it is resolved", await Grain<IEventGrain>(flow).AtRest(Cancellation));
        var view = await Event(flow);
        Assert.Equal((EventStatus.New, null, "flow"), (view.Status, view.MergedInto, Assert.Single(view.Contributors).ConditionKey));
    }

    [Fact]
    public async Task Of_two_that_are_merged_into_each_other_at_once_at_least_one_stays()
    {
        var (drum, flow) = (await Take(Drum), await Take(Flow));
        await Task.WhenAll(Does(drum, new MergeInto("ana", flow)), Does(flow, new MergeInto("ben", drum)));
        await Task.WhenAll(Grain<IEventGrain>(drum).AtRest(Cancellation), Grain<IEventGrain>(flow).AtRest(Cancellation));
        var open = new[] { await Event(drum), await Event(flow) }.Where(view => view.Status == EventStatus.New).ToList();
        Assert.Equal(["drum", "flow"], open.SelectMany(view => view.Contributors).Select(contributor => contributor.ConditionKey).Order());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_condition_that_was_split_off_is_seen_and_cleared_where_it_went(bool afterRestart)
    {
        var drum = await Take(Drum);
        await Told(Vent);
        await Does(drum, new Split("ana", "own", ["vent"], "Vent alone"));
        await Grain<IEventGrain>(drum).AtRest(Cancellation);
        if (afterRestart)
            await Restart();
        await Rest();
        Assert.Equal(("drum", "vent"), (await Open(drum), await Open("own")));
        Assert.Equal(
            ("Vent alone", drum, EventStatus.New),
            ((await Event("own")).Title, (await Event("own")).SplitFrom, (await Event("own")).Status)
        );
        Assert.Equal(new("own", IngestOutcome.Merged), await Told(Vent with { DetectedAt = T0.AddHours(2) }));
        Assert.Equal(new(drum, IngestOutcome.Merged), await Told(Drum));
        Assert.Equal(("own", IngestOutcome.Cleared), await Over(Vent));
        Assert.Equal((EventStatus.Resolved, EventStatus.New), ((await Event("own")).Status, (await Event(drum)).Status));
    }

    [Fact]
    public async Task A_process_that_dies_in_the_middle_of_a_merge_loses_and_doubles_nothing()
    {
        var (drum, flow) = (await Take(Drum), await Take(Flow));
        await Told(Flow with { ConditionKey = "flow-2" });
        _isHeld = true;
        await Does(flow, new MergeInto("ana", drum));
        Assert.Equal((flow, IngestOutcome.Cleared), await Over(Flow)); // while nobody knows how it ends
        Assert.Equal(new(drum, IngestOutcome.Merged), await Told(Flow with { ConditionKey = "flow-3" }));
        Assert.Equal(("drum flow-3", "flow-2"), (await Open(drum), await Open(flow)));

        _isHeld = false;
        await Restart();
        await Eventually(() => Event(flow), view => view.MergedInto == drum);
        await Rest();
        Assert.Equal(("drum flow-2 flow-3", ""), (await Open(drum), await Open(flow)));
        Assert.Equal(4, (await Event(drum)).Count);
    }

    [Fact]
    public async Task A_process_that_dies_in_the_middle_of_a_split_loses_and_doubles_nothing()
    {
        var drum = await Take(Drum);
        await Told(Vent);
        await Told(Vent with { ConditionKey = "vent-2" });
        _isHeld = true;
        await Does(drum, new Split("ana", "own", ["vent", "vent-2"]));
        Assert.Equal((drum, IngestOutcome.Cleared), await Over(Vent));
        Assert.Equal("drum vent-2", await Open(drum));

        _isHeld = false;
        await Restart();
        await Rest();
        Assert.Equal(("drum", "vent-2"), (await Open(drum), await Open("own")));
    }

    /// <summary>What the process before had not ticked off is told once more, and whoever asks just then has to ask again.</summary>
    async Task RestartAtRest()
    {
        await Restart();
        await Rest();
    }

    Task Rest() => Eventually(() => Get<IOutbox>().Depth(Cancellation).AsTask(), depth => depth == 0);

    async Task<string> Take(Detection detection) => (await Told(detection)).EventId;

    Task<Detected> Told(Detection detection) => Correlation(detection).Take(detection, Wish(), Cancellation);

    async Task<(string EventId, IngestOutcome Outcome)> Over(Detection detection)
    {
        var cleared = await Correlation(detection).Clear(new(detection.ConditionKey!, T0.AddMinutes(5)), Wish(), Cancellation);
        return (cleared.EventId, cleared.Outcome);
    }

    async Task Merge(string from, string into)
    {
        await Does(from, new MergeInto("ana", into));
        Assert.Null(await Grain<IEventGrain>(from).AtRest(Cancellation));
        Assert.Null(await Grain<IEventGrain>(into).AtRest(Cancellation));
    }

    async Task Does(string eventId, EventCommand command) =>
        Assert.Equal(OutcomeKind.Done, (await Grain<IEventGrain>(eventId).Do(command, Wish(), Cancellation)).Kind);

    /// <summary>The conditions that it holds, with blanks between them.</summary>
    async Task<string> Open(string eventId) =>
        string.Join(' ', (await Event(eventId)).Contributors.Select(contributor => contributor.ConditionKey).Order());

    async Task<EventView> Event(string eventId) => (await Get<IEventReads>().Find(TenantId.Default, eventId, Cancellation))!;

    ICorrelationGrain Correlation(Detection detection) =>
        Grains.GetGrain<ICorrelationGrain>(CorrelationKey.Of(TenantId.Default, detection.FacilityId, detection.Category).Key);
}
