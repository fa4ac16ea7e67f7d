using Watchfloor.Catalogue;
using Watchfloor.Devices;
using Watchfloor.Events;
using Watchfloor.Store;
using Watchfloor.Telemetry;

namespace Watchfloor.Tests.Grains;

public sealed class WatchingTests : GrainRoom
{
    static readonly ThresholdRuleSpec TooHigh = new(
        "Pressure high",
        "ps1/p1/pressure",
        Comparison.Above,
        8,
        For: null,
        Hysteresis: null,
        Severity.High,
        "pressure",
        "f1"
    );

    int _batches;

    [Fact]
    public async Task A_rule_applies_from_its_answer_on()
    {
        await Rule("r1", new Define<ThresholdRuleSpec>(TooHigh));
        await Reads(9);
        Assert.Equal("Pressure high: 9 is above 8", (await Raised(1))[0].Title);
    }

    [Fact]
    public async Task What_was_read_before_the_rule_is_nobody_s_business()
    {
        await Reads(9);
        await Rule("r1", new Define<ThresholdRuleSpec>(TooHigh));
        await Reads(7);
        await Reads(9.5);
        Assert.Equal("Pressure high: 9.5 is above 8", Assert.Single(await Raised(1)).Title);
    }

    [Fact]
    public async Task What_was_read_between_two_rules_is_nobody_s_business()
    {
        await Rule("r1", new Define<ThresholdRuleSpec>(TooHigh));
        await Reads(7);
        await Rule("r1", new Remove<ThresholdRuleSpec>());
        await Reads(9);
        await Rule("r2", new Define<ThresholdRuleSpec>(TooHigh));
        await Reads(7);
        await Reads(9.5);
        Assert.Equal("Pressure high: 9.5 is above 8", Assert.Single(await Raised(1)).Title);
    }

    [Fact]
    public async Task What_was_read_before_the_rule_stays_nobody_s_business_where_its_message_comes_after_it()
    {
        await Reads(9);
        await Rule("r1", new Define<ThresholdRuleSpec>(TooHigh));
        var late = await Grain<IDeviceGrain>("ps1/p1").Do(new ReadTelemetry(1, 1), Wish(), Cancellation);
        Assert.True(late.Succeeded);
        await Reads(7);
        await Reads(9.5);
        Assert.Equal("Pressure high: 9.5 is above 8", Assert.Single(await Raised(1)).Title);
    }

    [Fact]
    public async Task A_rule_that_moves_watches_its_new_device_only()
    {
        await Rule("r1", new Define<ThresholdRuleSpec>(TooHigh));
        await Rule("r1", new Amend<ThresholdRuleSpec>(TooHigh with { Tag = "ps1/p2/pressure" }));
        await Reads(9);
        await Reads(9.5, "ps1/p2/pressure");
        Assert.Equal("Pressure high: 9.5 is above 8", Assert.Single(await Raised(1)).Title);
    }

    [Fact]
    public async Task A_rule_that_is_held_to_its_version_does_not_hold_its_device_to_it()
    {
        await Rule("r1", new Define<ThresholdRuleSpec>(TooHigh));
        await Rule("r2", new Define<ThresholdRuleSpec>(TooHigh));
        await Rule("r2", new Amend<ThresholdRuleSpec>(TooHigh with { Limit = 100 })); // the device is at version 3, r1 at version 1
        CallerContext.Expect(new(Kinds.Rule, TenantId.Default, "r1"), 1);
        await Rule("r1", new Amend<ThresholdRuleSpec>(TooHigh with { Limit = 5 }));
        var stale = await Grain<IRuleGrain>("r1").Do(new Amend<ThresholdRuleSpec>(TooHigh), Wish());
        Assert.Equal((OutcomeKind.Stale, 2L), (stale.Kind, stale.Version));
        CallerContext.Expect(new(Kinds.Rule, TenantId.Default, "r1"), null);
        await Reads(6);
        Assert.Equal("Pressure high: 6 is above 5", Assert.Single(await Raised(1)).Title);
    }

    [Fact]
    public async Task A_batch_sent_again_changes_nothing()
    {
        await Rule("r1", new Define<ThresholdRuleSpec>(TooHigh));
        var batch = Batch(9, TooHigh.Tag);
        Assert.Equal(1, await Take(batch));
        Assert.Equal(1, await Take(batch));
        await Reads(7);
        await Reads(9.5);
        Assert.Equal(2, (await Raised(2)).Count);
    }

    [Fact]
    public async Task A_restart_forgets_no_crossing()
    {
        await Rule("r1", new Define<ThresholdRuleSpec>(TooHigh with { For = TimeSpan.FromSeconds(10) }));
        await Reads(9);
        await Eventually(() => Crossing(), crossing => crossing);
        await Restart();
        Clock.Advance(TimeSpan.FromSeconds(10));
        await Reads(8.5);
        Assert.Equal("Pressure high: 8.5 is above 8 for 10 s", (await Raised(1))[0].Title);
    }

    [Fact]
    public async Task A_rule_that_is_refused_is_watched_by_nobody()
    {
        var outcome = await Grain<IRuleGrain>("r1").Do(new Define<ThresholdRuleSpec>(TooHigh with { Tag = "" }), Wish(), Cancellation);
        Assert.Equal((OutcomeKind.Invalid, "tag must be 1 to 255 characters"), (outcome.Kind, outcome.Reason));
    }

    async Task<bool> Crossing() =>
        await Get<Watchfloor.Kernel.IEntities>().Load(new(Kinds.Device, TenantId.Default, "ps1/p1"), Cancellation) is { Version: 2 };

    async Task Rule(string id, CatalogueCommand<ThresholdRuleSpec> command) =>
        Assert.Equal(OutcomeKind.Done, (await Grain<IRuleGrain>(id).Do(command, Wish(), Cancellation)).Kind);

    async Task Reads(double value, string tag = "ps1/p1/pressure") => Assert.Equal(1, await Take(Batch(value, tag)));

    TelemetryBatch Batch(double value, string tag) => new(1, "tests", "s1", ++_batches, [new(tag, Clock.GetUtcNow(), value, Quality.Good)]);

    Task<int> Take(TelemetryBatch batch) => Grains.GetGrain<ITelemetryGrain>(TenantId.Default.Value).Take(batch, Cancellation);

    /// <summary>The events that rules made, each by the number of its conditions so far, newest first.</summary>
    Task<IReadOnlyList<EventView>> Raised(int count) =>
        Eventually(
            async () => (await Get<IEventReads>().List(TenantId.Default, new([], []), 100, null, Cancellation)).Items,
            events => events.Count >= count
        );
}
