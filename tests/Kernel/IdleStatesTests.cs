using Watchfloor.Events;
using Watchfloor.Tests.Clocks;

namespace Watchfloor.Tests.Kernel;

/// <summary>What rests packed is what it was when somebody asks.</summary>
public sealed class IdleStatesTests : KernelRoom
{
    readonly ManualClock _machine = new();

    protected override bool Background => false;

    protected override TimeProvider Machine => _machine;

    [Fact]
    public async Task A_state_that_rested_is_the_same()
    {
        var lamp = Lamp("a");
        await lamp.Do(new Acknowledge("ana"), new("1"), TestContext.Current.CancellationToken);
        await lamp.Do(new Acknowledge("ben"), new("2"), TestContext.Current.CancellationToken);

        Rest();

        Assert.Equal(2, await lamp.Times());
        var third = await lamp.Do(new Acknowledge("eve"), new("3"), TestContext.Current.CancellationToken);
        Assert.Equal((OutcomeKind.Done, 3L), (third.Kind, third.Version));
        Assert.Equal(1, Store.Loads);
    }

    [Fact]
    public async Task What_had_no_wish_yet_is_as_it_began_after_a_rest()
    {
        var lamp = Lamp("e");
        Assert.Equal(0, await lamp.Times());

        Rest();

        Assert.Equal(0, await lamp.Times());
        Rest();
        var first = await lamp.Do(new Acknowledge("ana"), new("1"), TestContext.Current.CancellationToken);
        Assert.Equal((OutcomeKind.Done, 1L), (first.Kind, first.Version));
        Assert.Equal(1, Store.Loads);
    }

    [Fact]
    public async Task What_was_never_told_anything_rests_as_nothing()
    {
        var lamp = Lamp("f");
        Assert.Equal(0, await lamp.Times());

        Rest();

        Assert.True(await lamp.IsAsItBegan());
        await lamp.Do(new Acknowledge("ana"), new("1"), TestContext.Current.CancellationToken);
        Rest();
        Assert.False(await lamp.IsAsItBegan());
    }

    [Fact]
    public async Task A_state_that_rests_rings_at_its_deadline()
    {
        var lamp = Lamp("b");
        await lamp.Do(new Acknowledge("ana"), new("1"), TestContext.Current.CancellationToken);

        Rest();
        Clock.Advance(LampRules.Burns);

        await Eventually(() => Store.Journal.Contains((new("lamp", TenantId.Default, "b"), "went-out")), "the lamp to go out");
    }

    [Fact]
    public async Task A_wish_that_is_repeated_after_a_rest_is_granted_once()
    {
        var lamp = Lamp("c");
        var first = await lamp.Do(new Acknowledge("ana"), new("1"), TestContext.Current.CancellationToken);

        Rest();

        Assert.Equal(first, await lamp.Do(new Acknowledge("ana"), new("1"), TestContext.Current.CancellationToken));
        Assert.Equal(1, await lamp.Times());
    }

    [Fact]
    public async Task What_is_not_durable_does_not_rest()
    {
        var lamp = Lamp("d");
        await lamp.Times();
        var release = Store.Hold();
        var pending = lamp.Do(new Acknowledge("ana"), new("1"), TestContext.Current.CancellationToken);
        var reading = lamp.Times();

        Rest();
        release();

        await pending;
        Assert.Equal(1, await reading);
        Assert.Equal(1, Store.Loads);
    }

    [Fact]
    public async Task Rests_at_any_moment_disturb_nobody()
    {
        using var stop = new CancellationTokenSource();
        var resting = Task.Run(
            () =>
            {
                while (!stop.IsCancellationRequested)
                    Rest();
            },
            TestContext.Current.CancellationToken
        );

        for (var round = 0; round < 300; round++)
            await Task.WhenAll(Enumerable.Range(0, 4).Select(id => Lamp($"{id}").Do(new Acknowledge("ana"), new($"{round}"), default)));

        await stop.CancelAsync();
        await resting;
        for (var id = 0; id < 4; id++)
            Assert.Equal(300, await Lamp($"{id}").Times());
    }

    void Rest() => _machine.Advance(TimeSpan.FromSeconds(12));
}
