using System.Diagnostics;
using Orleans.Runtime;
using Orleans.Serialization;
using Watchfloor.Tests.Engine;

namespace Watchfloor.Tests.EngineOnly.Several;

/// <summary>Two silos that nobody disturbs.</summary>
public sealed class TwoSilos : IAsyncLifetime
{
    internal SeveralSilos Silos { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Silos = await SeveralSilos.Start(2);

    public ValueTask DisposeAsync() => Silos.DisposeAsync();
}

public sealed class RemoteCallTests(TwoSilos two) : IClassFixture<TwoSilos>
{
    SeveralSilos Silos => two.Silos;

    [Fact]
    public async Task Grains_are_spread_and_every_silo_and_the_client_find_each_at_the_same_place()
    {
        var keys = SeveralSilos.Keys(60);
        var homes = new List<string>();
        foreach (var key in keys)
        {
            var home = await Silos.Client.GetGrain<IPlace>(key).Where();
            Assert.Equal(home, await Silos.Inside(0).GetGrain<IPlace>(key).Where());
            Assert.Equal(home, await Silos.Inside(1).GetGrain<IPlace>(key).Where());
            homes.Add(home);
        }

        Assert.Equal(Silos.Cluster.Silos.Select(static silo => silo.SiloAddress.ToParsableString()).Order(), homes.Distinct().Order());
    }

    [Fact]
    public async Task A_message_arrives_in_another_silo_as_it_was_sent_and_is_not_the_senders_own_object()
    {
        var echo = Far<IEcho>();

        var got = await echo.Say(EchoGrain.Kept with { Title = "häuser ☃", Pair = (4, "four") });

        Assert.Equal(("häuser ☃", (4, "four")), (got.Title, got.Pair));
        Assert.False(await echo.Same(EchoGrain.Kept));
    }

    [Fact]
    public async Task An_exception_of_a_grain_in_another_silo_keeps_its_type_and_its_data()
    {
        var fault = await Assert.ThrowsAsync<StaleException>(() => Far<IEcho>().Fail("marked"));

        Assert.Equal((7, "stale"), (fault.Expected, fault.Message));
    }

    [Fact]
    public async Task What_cannot_travel_fails_on_its_side_and_the_connection_lives()
    {
        var echo = Far<IEcho>();

        await Assert.ThrowsAsync<CodecNotFoundException>(() => echo.Take(new("x")));
        await Assert.ThrowsAsync<CodecNotFoundException>(echo.Give);
        await Assert.ThrowsAsync<CodecNotFoundException>(() => echo.Fail("unmarked"));
        Assert.Equal(["b", "a"], await echo.List(["a", "b"]));
    }

    [Fact]
    public async Task The_callers_context_and_trace_go_along()
    {
        var caller = Far<ICaller>();
        using var activity = new Activity("test").SetIdFormat(ActivityIdFormat.W3C).Start();
        RequestContext.Set("who", "ana");

        Assert.Equal("ana", await caller.Who());
        Assert.Equal(activity.TraceId.ToString(), await caller.Trace());
        RequestContext.Clear();
        Assert.Null(await caller.Who());
    }

    [Fact]
    public async Task A_filter_sees_which_grain_called_from_another_silo()
    {
        var (here, there) = (Silos.KeyOf("test-place", 0), Silos.KeyOf("test-place", 1));

        Assert.Equal($"test-place/{here}", await Silos.Client.GetGrain<IPlace>(here).SourceBehind(there));
        Assert.Null(await Silos.Client.GetGrain<IPlace>(there).Source());
    }

    [Fact]
    public async Task A_cancelled_call_frees_its_caller_and_the_grain_learns_of_it()
    {
        var key = Silos.KeyOf("test-chain", 1);
        using var cancel = new CancellationTokenSource();
        var waiting = Silos.Inside(0).GetGrain<IChain>(key).Wait($"{key}-in", cancel.Token);
        await Signals.Wait($"{key}-in");

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        await Signals.Wait($"{key}-in-cancelled");
    }

    [Fact]
    public async Task A_one_way_call_arrives_in_another_silo()
    {
        var key = Silos.KeyOf("test-place", 1);

        await Silos.Inside(0).GetGrain<IPlace>(key).Note($"{key}-noted");

        await Signals.Wait($"{key}-noted");
    }

    [Fact]
    public async Task Many_calls_at_once_all_get_their_own_answer()
    {
        var echo = Silos.Client.GetGrain<IEcho>(EngineCluster.NewKey());

        var answers = await Task.WhenAll(Enumerable.Range(0, 5000).Select(number => echo.Any(number)));

        Assert.Equal(Enumerable.Range(0, 5000).Cast<object?>(), answers);
    }

    [Fact]
    public async Task A_message_of_a_megabyte_crosses_and_one_that_is_too_long_is_refused_without_harm()
    {
        var echo = Far<IEcho>();

        Assert.Equal(new string('x', 1 << 20), await echo.Any(new string('x', 1 << 20)));
        var fault = await Assert.ThrowsAsync<OrleansException>(() => echo.Any(new byte[33 << 20]));
        Assert.Contains("did not run", fault.Message);
        Assert.Equal(1, await echo.Any(1));
    }

    /// <summary>A grain of silo 1, as silo 0 calls it.</summary>
    T Far<T>()
        where T : IGrainWithStringKey =>
        Silos.Inside(0).GetGrain<T>(Silos.KeyOf(Silos.Client.GetGrain<T>("any").GetGrainId().Type.ToString(), 1));
}
