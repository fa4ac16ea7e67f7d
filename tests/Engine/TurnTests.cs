namespace Watchfloor.Tests.Engine;

public sealed class TurnTests(EngineCluster cluster) : IClassFixture<EngineCluster>
{
    readonly string _key = EngineCluster.NewKey();

    [Fact]
    public async Task Turns_of_one_grain_never_overlap()
    {
        var grain = cluster.Inside.GetGrain<ITurns>(_key);

        var sums = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(() => grain.Add(pauses: 3))));

        Assert.Equal(Enumerable.Range(1, 100), sums.Order());
        Assert.Equal(1, await grain.MostAtOnce());
    }

    [Fact]
    public async Task Calls_of_one_caller_run_in_their_order()
    {
        var grain = cluster.Inside.GetGrain<ITurns>(_key);

        await Task.WhenAll(Enumerable.Range(0, 500).Select(grain.Note));

        Assert.Equal(Enumerable.Range(0, 500), await grain.Notes());
    }

    [Fact]
    public async Task A_grain_that_awaits_does_not_hold_up_another_grain()
    {
        var held = cluster.Client.GetGrain<ITurns>(_key).Hold($"{_key}-in", $"{_key}-out");
        await Signals.Wait($"{_key}-in");

        Assert.Equal(1, await cluster.Client.GetGrain<ITurns>($"{_key}-other").Add(0));

        Signals.Raise($"{_key}-out");
        await held;
    }

    [Fact]
    public async Task A_call_waits_until_the_one_before_has_ended()
    {
        var grain = cluster.Client.GetGrain<ITurns>(_key);
        var held = grain.Hold($"{_key}-in", $"{_key}-out");
        await Signals.Wait($"{_key}-in");

        var waiting = grain.Add(0);
        await grain.Peek();
        Assert.False(waiting.IsCompleted);

        Signals.Raise($"{_key}-out");
        await held;
        Assert.Equal(1, await waiting);
    }

    [Fact]
    public async Task An_always_interleaving_method_answers_while_another_call_awaits()
    {
        var grain = cluster.Client.GetGrain<ITurns>(_key);
        var held = grain.Hold($"{_key}-in", $"{_key}-out");
        await Signals.Wait($"{_key}-in");

        Assert.Equal(_key, await grain.Peek());

        Signals.Raise($"{_key}-out");
        await held;
    }

    [Fact]
    public async Task Read_only_calls_interleave_with_each_other()
    {
        var grain = cluster.Client.GetGrain<ITurns>(_key);

        var first = grain.Look($"{_key}-in1", $"{_key}-out");
        var second = grain.Look($"{_key}-in2", $"{_key}-out");
        await Signals.Wait($"{_key}-in1");
        await Signals.Wait($"{_key}-in2");

        Signals.Raise($"{_key}-out");
        await Task.WhenAll(first, second);
    }

    [Fact]
    public async Task A_read_only_call_waits_for_one_that_writes()
    {
        var grain = cluster.Client.GetGrain<ITurns>(_key);
        var writing = grain.Hold($"{_key}-in", $"{_key}-out");
        await Signals.Wait($"{_key}-in");

        var looking = grain.Look($"{_key}-look", $"{_key}-out");
        await grain.Peek();
        Assert.False(Signals.IsRaised($"{_key}-look"));

        Signals.Raise($"{_key}-out");
        await Task.WhenAll(writing, looking);
    }

    [Fact]
    public async Task A_reentrant_grain_starts_calls_while_others_await()
    {
        var grain = cluster.Client.GetGrain<IOpenTurns>(_key);
        var first = grain.Hold($"{_key}-in1", $"{_key}-out");
        await Signals.Wait($"{_key}-in1");

        var second = grain.Hold($"{_key}-in2", $"{_key}-out");
        await Signals.Wait($"{_key}-in2");

        Signals.Raise($"{_key}-out");
        await Task.WhenAll(first, second);
    }

    [Fact]
    public async Task Pieces_of_interleaved_turns_still_run_one_at_a_time()
    {
        var grain = cluster.Inside.GetGrain<IOpenTurns>(_key);

        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => grain.Add(pauses: 40))));

        Assert.Equal(50 * 40, await grain.Add(0));
    }
}
