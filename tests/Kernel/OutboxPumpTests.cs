using Watchfloor.Events;
using Watchfloor.Kernel;

namespace Watchfloor.Tests.Kernel;

public sealed class OutboxPumpTests : KernelRoom
{
    [Fact]
    public async Task An_effect_reaches_its_grain_without_being_polled_for()
    {
        await Lamp("a").Do(new Start("b"), new("1"), TestContext.Current.CancellationToken);
        await Eventually(async () => await Lamp("b").Times() == 1, "lamp b to be lit by lamp a");
        await Eventually(() => Pump.IsQuiet, "the outbox to be quiet");
        Assert.Equal(0, await Store.Depth(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Effects_of_one_source_arrive_in_order_and_once()
    {
        var lamp = Lamp("c");
        await Task.WhenAll(
            Enumerable.Range(0, 200).Select(i => lamp.Do(new Start("d"), new($"{i}"), TestContext.Current.CancellationToken))
        );
        await Eventually(() => Pump.IsQuiet, "the outbox to be quiet");
        Assert.Equal(200, await Lamp("d").Times());
    }

    [Fact]
    public async Task An_effect_that_fails_is_tried_until_it_arrives_even_when_nobody_can_count()
    {
        Store.Trouble = (new("lamp", TenantId.Default, "f"), 3);
        await Lamp("e").Do(new Start("f"), new("1"), TestContext.Current.CancellationToken);
        await Eventually(() => Pump.OldestWait > TimeSpan.Zero, "the pump to know how long it waits");
        await Eventually(() => Store.Journal.Contains((new("lamp", TenantId.Default, "f"), "lit")), "lamp f to be lit after all");
        await Eventually(() => Pump.IsQuiet, "the outbox to be quiet");
        Assert.Null(Pump.OldestWait);
        Assert.Equal((0, 1), (Store.Trouble.Times, await Lamp("f").Times()));
    }

    [Fact]
    public async Task More_than_fits_into_memory_waits_in_the_store_and_is_delivered_all_the_same()
    {
        const int Many = 6_000;
        var crowded = new EntityId("lamp", TenantId.Default, "crowded");
        Store.Trouble = (crowded, 2);
        await Lamp("before").Do(new Start("beside"), new("0"), TestContext.Current.CancellationToken);
        await Store.Commit(Full(Many, _ => crowded));
        await Lamp("after").Do(new Start("beside"), new("1"), TestContext.Current.CancellationToken);
        // Asking the lamp itself would now and then hear of the trouble: whoever waits for a commit learns that it failed.
        await Eventually(() => Store.FactsOf("lit") == Many + 3, "everything to arrive at the crowded lamp");
        await Eventually(() => Pump.IsQuiet, "the outbox to be quiet");
        Assert.Equal((Many, 2), (await Lamp("crowded").Times(), await Lamp("beside").Times()));
        Assert.Equal(0, await Store.Depth(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_long_line_whose_head_fails_holds_up_nobody_else()
    {
        var broken = new EntityId("lamp", TenantId.Default, "broken");
        Store.Trouble = (broken, int.MaxValue);
        await Store.Commit(Full(5_000, _ => broken));
        await Lamp("other").Do(new Start("beside"), new("1"), TestContext.Current.CancellationToken);
        await Eventually(async () => await Lamp("beside").Times() == 1, "lamp beside to be lit past the broken one");
        Assert.Equal(0, Store.Journal.Count(row => row.Entity == broken));
        Assert.False(Pump.IsQuiet);
    }

    [Fact]
    public async Task Any_number_of_lines_that_fail_hold_up_nobody_else_and_come_to_their_end()
    {
        const int Many = 4_500;
        Store.Fails = entity => entity.Id.StartsWith("broken", StringComparison.Ordinal);
        await Store.Commit(Full(2 * Many, i => new("lamp", TenantId.Default, $"broken{i % Many}")));
        await Lamp("other").Do(new Start("beside"), new("1"), TestContext.Current.CancellationToken);
        await Eventually(async () => await Lamp("beside").Times() == 1, "lamp beside to be lit past all broken ones");
        Assert.False(Pump.IsQuiet);

        Store.Fails = _ => false;
        await Eventually(() => Store.FactsOf("lit") == (2 * Many) + 2, "the broken ones to be lit after all");
        await Eventually(() => Pump.IsQuiet, "the outbox to be quiet");
        Assert.Equal(2, await Lamp("broken7").Times());
    }

    static Commit Full(int messages, Func<int, EntityId> target) =>
        new()
        {
            Entity = new("lamp", TenantId.Default, "sender"),
            Expected = 0,
            Facts = [new("lit", "{}"u8.ToArray(), DateTimeOffset.UnixEpoch)],
            State = """{"times":0}"""u8.ToArray(),
            View = null,
            Columns = [],
            Due = null,
            Outbox =
            [
                .. Enumerable
                    .Range(0, messages)
                    .Select(i => new OutboxMessage(target(i), "wf.Acknowledge", """{"by":"sender"}"""u8.ToArray())),
            ],
            Claims = [],
            Request = null,
            Actor = "ana",
        };
}

public sealed class OutboxPumpAfterAStopTests : KernelRoom
{
    protected override bool Background => false;

    [Fact]
    public async Task An_effect_waits_in_the_store_while_nobody_delivers()
    {
        await Lamp("a").Do(new Start("b"), new("1"), TestContext.Current.CancellationToken);
        var waiting = Assert.Single(await Store.After(0, 10, TestContext.Current.CancellationToken));
        Assert.Equal(
            ("lamp/main/b", "wf.Acknowledge", "lamp/main/a/1/0"),
            (waiting.Target.ToString(), waiting.Command, waiting.Request.Value)
        );
        Assert.Equal("a", CommandAliases.Read<EventCommand>(waiting.Command, waiting.Data) is Acknowledge a ? a.By : null);
    }
}
