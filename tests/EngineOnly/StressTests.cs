using Orleans.Configuration;
using Orleans.Hosting;
using Watchfloor.Tests.Engine;

namespace Watchfloor.Tests.EngineOnly;

/// <summary>Many threads, few grains, everything at once: whatever happens to a call, its caller learns of it exactly once.</summary>
public sealed class StressTests
{
    const int Callers = 16;

    [Fact]
    public async Task Every_call_is_answered_while_grains_leave_and_are_collected()
    {
        await using var cluster = await EngineCluster.Start(silo =>
            silo.Configure<GrainCollectionOptions>(options =>
            {
                options.CollectionAge = TimeSpan.FromMilliseconds(4);
                options.CollectionQuantum = TimeSpan.FromMilliseconds(1);
            })
        );
        var key = EngineCluster.NewKey();

        await Everybody(
            async (random, number) =>
            {
                var grain = cluster.Inside.GetGrain<ILife>($"{key}-{random.Next(5)}");
                if (number % 7 == 0)
                    await grain.Leave();
                else
                    await grain.Incarnation();
                if (number % 100 == 0)
                    await Task.Yield();
            },
            calls: 3000
        );
    }

    [Fact]
    public async Task Calls_that_are_cancelled_at_any_moment_end_and_the_grain_stays_well()
    {
        await using var cluster = await EngineCluster.Start();
        var key = EngineCluster.NewKey();

        await Everybody(
            async (random, number) =>
            {
                using var cancel = new CancellationTokenSource();
                var call = cluster.Inside.GetGrain<IChain>($"{key}-{random.Next(3)}").Wait($"{key}-any", cancel.Token);
                for (var pause = random.Next(3); pause > 0; pause--)
                    await Task.Yield();
                await cancel.CancelAsync();
                await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
            },
            calls: 300
        );

        for (var grain = 0; grain < 3; grain++)
            await cluster.Inside.GetGrain<IChain>($"{key}-{grain}").Seen();
    }

    [Fact]
    public async Task Calls_that_time_out_all_end_with_a_timeout()
    {
        await using var cluster = await EngineCluster.Start(patience: TimeSpan.FromMilliseconds(300));
        var key = EngineCluster.NewKey();

        var calls = Enumerable
            .Range(0, 500)
            .Select(number => cluster.Inside.GetGrain<IChain>($"{key}-{number % 20}").Deaf($"{key}-out"))
            .ToArray();

        foreach (var call in calls)
            await Assert.ThrowsAsync<TimeoutException>(() => call);
        Signals.Raise($"{key}-out");
        for (var grain = 0; grain < 20; grain++)
            await cluster.Inside.GetGrain<IChain>($"{key}-{grain}").Seen();
    }

    [Fact]
    public async Task Calls_of_each_of_many_callers_run_in_their_order_while_the_grain_is_now_idle_and_now_busy()
    {
        await using var cluster = await EngineCluster.Start();
        var grain = cluster.Inside.GetGrain<ITurns>(EngineCluster.NewKey());
        const int calls = 3000;

        await Everybody(
            async (random, number) =>
            {
                var noted = grain.Note(random.Caller * calls + number);
                if (random.Next(4) == 0)
                    await noted;
            },
            calls
        );

        var notes = await grain.Notes();
        Assert.Equal(Callers * calls, notes.Length);
        Assert.All(notes.GroupBy(static note => note / calls), static ofOne => Assert.Equal(ofOne.Order(), ofOne));
    }

    static Task Everybody(Func<Dice, int, Task> act, int calls) =>
        Task.WhenAll(
            Enumerable
                .Range(0, Callers)
                .Select(caller =>
                    Task.Run(async () =>
                    {
                        var random = new Dice(caller);
                        for (var number = 0; number < calls; number++)
                            await act(random, number).WaitAsync(TimeSpan.FromSeconds(30));
                    })
                )
        );

    sealed class Dice(int caller) : Random(caller)
    {
        public int Caller { get; } = caller;
    }
}
