using Watchfloor.Events;
using Watchfloor.Kernel;

namespace Watchfloor.Tests.Kernel;

/// <summary>What programs of an older version could not read is held back, or said otherwise, until they have left.</summary>
public sealed class FeatureLevelTests : KernelRoom
{
    readonly Rising _level = new();

    protected override void Add(IServiceCollection services) => services.AddSingleton<IFeatureLevel>(_level);

    [Fact]
    public async Task A_new_fact_waits_for_its_level_and_the_answer_says_so()
    {
        var held = await Do("a", new Acknowledge("painter"));
        _level.Current = 2;
        var done = await Do("a", new Acknowledge("painter"));

        Assert.Equal((OutcomeKind.Held, 0), (held.Kind, held.Version));
        Assert.Equal(
            "The cluster is being upgraded; this can be done when all of its programs are of the new version (feature level 2, now 1).",
            held.Reason
        );
        Assert.Equal((OutcomeKind.Done, 1), (done.Kind, done.Version));
        Assert.Equal(["painted"], Facts("a"));
    }

    [Fact]
    public async Task What_has_an_older_form_is_recorded_in_that_form_and_the_state_follows_from_it()
    {
        Assert.Equal(OutcomeKind.Done, (await Do("b", new Reopen("ana", "dark"))).Kind);
        Assert.Equal(1, await Lamp("b").Times());
        Assert.Equal(["lit"], Facts("b"));

        _level.Current = 2;
        Assert.Equal(OutcomeKind.Done, (await Do("b", new Reopen("ana", "dark"))).Kind);
        Assert.Equal(1, await Lamp("b").Times());
        Assert.Equal(["lit", "dimmed"], Facts("b"));
    }

    [Fact]
    public void A_property_counts_where_it_is_set()
    {
        var plain = new Lit("ana", Clock.GetUtcNow());

        Assert.Equal((1, 2), (FeatureLevels.Of(plain), FeatureLevels.Of(plain with { Colour = "red" })));
        Assert.Equal(2, FeatureLevels.Highest(typeof(Lit)));
    }

    [Fact]
    public void A_mark_counts_however_deep_it_stands()
    {
        var plain = new Lamps([new Bulb("a"), new Tube("b", new("glass"))], new Dictionary<string, Bulb> { ["c"] = new("c") });

        Assert.Equal(1, FeatureLevels.Of(plain));
        Assert.Equal(2, FeatureLevels.Of(plain with { All = [new Bulb("a", new("brass") { Colour = "red" })] }));
        Assert.Equal(3, FeatureLevels.Of(plain with { Named = new Dictionary<string, Bulb> { ["c"] = new Spot("c") } }));
        Assert.Equal(3, FeatureLevels.Highest(typeof(Lamps)));
    }

    [Fact]
    public void A_mark_on_what_is_always_set_is_refused()
    {
        var refused = Assert.Throws<InvalidOperationException>(() => FeatureLevels.Of(new Counted(1)));

        Assert.Contains("Counted.Times bears a feature level and can never be left out", refused.Message);
    }

    [Fact]
    public async Task A_property_of_a_later_level_is_left_out_where_the_rules_can_do_without()
    {
        Assert.Equal(OutcomeKind.Done, (await Do("c", new Assign("ana", "red"))).Kind);

        Assert.Equal(["lit"], Facts("c"));
    }

    [Fact]
    public async Task A_message_whose_effect_is_held_back_waits_for_the_level_and_is_not_lost()
    {
        await Do("painter", new Start("d"));
        await Eventually(() => Pump.OldestWait > TimeSpan.Zero, "the message to wait");
        Assert.Empty(Facts("d"));

        _level.Current = 2;
        await Eventually(() => Pump.IsQuiet, "the outbox to be quiet");
        Assert.Equal(["painted"], Facts("d"));
    }

    [Fact]
    public async Task Who_was_granted_something_hears_the_same_again_whatever_the_level_is()
    {
        _level.Current = 2;
        await Do("e", new Acknowledge("painter"), "wish");
        await Lamp("e").Forget();
        _level.Current = 1;

        Assert.Equal(new Outcome(OutcomeKind.Done, 1), await Do("e", new Acknowledge("painter"), "wish"));
    }

    Task<Outcome> Do(string lamp, EventCommand command, string? wish = null) =>
        Lamp(lamp).Do(command, new(wish ?? $"{lamp}/{_wishes++}"), TestContext.Current.CancellationToken);

    List<string> Facts(string lamp) => [.. Store.Journal.Where(row => row.Entity.Id == lamp).Select(row => row.Fact)];

    int _wishes;

    sealed record Lamps(Values<Bulb> All, IReadOnlyDictionary<string, Bulb> Named);

    record Bulb(string Name, Socket? Socket = null);

    sealed record Tube(string Name, Socket? Socket) : Bulb(Name, Socket);

    [FeatureLevel(3)]
    sealed record Spot(string Name) : Bulb(Name);

    sealed record Socket(string Metal)
    {
        [FeatureLevel(2)]
        public string? Colour { get; init; }
    }

    sealed record Counted([property: FeatureLevel(2)] int Times);

    sealed class Rising : IFeatureLevel
    {
        public int Current { get; set; } = 1;
    }
}
