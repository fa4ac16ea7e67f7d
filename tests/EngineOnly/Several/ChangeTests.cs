using Orleans.Clustering;
using Orleans.Runtime;
using Orleans.TestingHost;
using Watchfloor.Tests.Engine;

namespace Watchfloor.Tests.EngineOnly.Several;

/// <summary>Silos come and go while everybody calls.</summary>
public sealed class ChangeTests
{
    [Fact]
    public async Task A_silo_that_joins_takes_its_share_and_no_call_fails()
    {
        await using var silos = await SeveralSilos.Start(2);

        var (joined, homes) = await UnderLoad(silos, () => silos.Cluster.StartAdditionalSiloAsync());

        Assert.Contains(joined.SiloAddress.ToParsableString(), homes);
    }

    [Fact]
    public async Task A_silo_that_stops_gives_its_grains_to_the_others_and_no_call_fails()
    {
        await using var silos = await SeveralSilos.Start(3);

        var (left, homes) = await UnderLoad(
            silos,
            async () =>
            {
                var leaving = silos.Cluster.Silos[2];
                await silos.Cluster.StopSiloAsync(leaving);
                return leaving;
            }
        );

        Assert.DoesNotContain(left.SiloAddress.ToParsableString(), homes);
    }

    [Fact]
    public async Task Silos_that_are_replaced_one_after_the_other_lose_no_call()
    {
        await using var silos = await SeveralSilos.Start(2);
        var keys = SeveralSilos.Keys(50);
        await using var load = Load.On(silos, keys);

        foreach (var old in silos.Cluster.Silos.ToArray())
        {
            await load.Answers(500);
            await silos.Cluster.StartAdditionalSiloAsync();
            await silos.Cluster.StopSiloAsync(old);
        }
        await load.Answers(500);

        Assert.Empty(load.Faults);
        Assert.Empty(PlaceGrain.Doubles.Intersect(keys));
    }

    [Fact]
    public async Task The_grains_of_a_killed_silo_answer_elsewhere_and_only_calls_that_were_under_way_fail()
    {
        await using var silos = await SeveralSilos.Start(3);
        var key = silos.KeyOf("test-place", 2);
        var killed = silos.Cluster.Silos[2].SiloAddress.ToParsableString();
        var held = silos.KeyOf("test-life", 2);
        var holding = silos.Client.GetGrain<ILife>(held).Hold($"{held}-in", $"{held}-out");
        await Signals.Wait($"{held}-in");

        await silos.Cluster.KillSiloAsync(silos.Cluster.Silos[2]);

        Assert.NotEqual(killed, await Repeated(() => silos.Client.GetGrain<IPlace>(key).Where()));
        Assert.NotEqual(killed, await Repeated(() => silos.Inside(0).GetGrain<IPlace>(key).Where()));
        var fault = await Assert.ThrowsAsync<OrleansException>(() => holding);
        Assert.Contains("may have run", fault.Message);
        Assert.Contains($"ILife.Hold of test-life/{held}", fault.Message);
        Signals.Raise($"{held}-out");
    }

    /// <summary>As callers do that may: a call that met the kill is made once more.</summary>
    static async Task<string> Repeated(Func<Task<string>> call)
    {
        try
        {
            return await call();
        }
        catch (OrleansException fault) when (fault.Message.Contains("may have run", StringComparison.Ordinal))
        {
            return await call();
        }
    }

    [Fact]
    public async Task Whoever_does_not_know_the_new_view_is_sent_on()
    {
        await using var silos = await SeveralSilos.Start(2);
        var keys = SeveralSilos.Keys(60);
        var grains = Array.ConvertAll(keys, key => silos.Client.GetGrain<IPlace>(key));
        await Task.WhenAll(grains.Select(static grain => grain.Where()));

        await silos.Cluster.StartAdditionalSiloAsync();
        var views = silos.Cluster.Silos.Select(static silo => silo.ServiceProvider.GetRequiredService<ICluster>()).ToArray();
        var cluster = views[2];
        await Tests.Engine.Eventually.Holds(() => views.All(view => view.View.Number == cluster.View.Number));

        var homes = await Task.WhenAll(grains.Select(static grain => grain.Where()));
        Assert.Equal(keys.Select(key => cluster.OwnerOf(GrainId.Create("test-place", key))!.ToParsableString()), homes);
        Assert.Empty(PlaceGrain.Doubles.Intersect(keys));
    }

    [Fact]
    public async Task A_call_that_takes_too_long_in_another_silo_ends_in_a_timeout_that_names_it()
    {
        await using var silos = await SeveralSilos.Start(2, patience: TimeSpan.FromMilliseconds(400));
        var key = silos.KeyOf("test-life", 1);

        var fault = await Assert.ThrowsAsync<TimeoutException>(() => silos.Inside(0).GetGrain<ILife>(key).Hold($"{key}-in", $"{key}-out"));

        Assert.Contains($"test-life/{key} ILife.Hold", fault.Message);
        Signals.Raise($"{key}-out");
    }

    [Fact]
    public async Task A_stopping_silo_still_answers_what_runs_in_it()
    {
        await using var silos = await SeveralSilos.Start(2);
        var key = silos.KeyOf("test-life", 1);
        var holding = silos.Client.GetGrain<ILife>(key).Hold($"{key}-in", $"{key}-out");
        await Signals.Wait($"{key}-in");

        var stopping = silos.Cluster.StopSiloAsync(silos.Cluster.Silos[1]);
        Signals.Raise($"{key}-out");

        await holding;
        await stopping;
    }

    [Fact]
    public async Task A_one_way_call_that_waits_in_a_mailbox_goes_on_to_where_its_grain_goes()
    {
        await using var silos = await SeveralSilos.Start(2);
        var key = silos.KeyOf("test-place", 1);
        var grain = silos.Inside(0).GetGrain<IPlace>(key);
        var holding = grain.Hold($"{key}-in", $"{key}-out");
        await Signals.Wait($"{key}-in");
        await grain.Note($"{key}-noted");

        var stopping = silos.Cluster.StopSiloAsync(silos.Cluster.Silos[1]);

        await Signals.Wait($"{key}-noted");
        Signals.Raise($"{key}-out");
        Assert.Contains("may have run", (await Assert.ThrowsAsync<OrleansException>(() => holding)).Message);
        await stopping;
    }

    [Fact]
    public async Task A_client_that_finds_no_silo_any_more_says_that_the_call_did_not_run()
    {
        await using var silos = await SeveralSilos.Start(2, patience: TimeSpan.FromMilliseconds(500));
        await silos.Cluster.StopAllSilosAsync();

        var fault = await Assert.ThrowsAsync<TimeoutException>(() => silos.Client.GetGrain<IPlace>("x").Count());

        Assert.Contains("test-place/x", fault.Message);
    }

    /// <summary>Whom it was that came or went, and where the grains live then; no call failed and no grain lived twice.</summary>
    static async Task<(InProcessSiloHandle Changed, string[] Homes)> UnderLoad(SeveralSilos silos, Func<Task<InProcessSiloHandle>> change)
    {
        var keys = SeveralSilos.Keys(100);
        await using var load = Load.On(silos, keys, 0, 1);
        await load.Answers(2000);

        var changed = await change();
        await load.Answers(5000);

        var homes = await Task.WhenAll(keys.Select(key => silos.Client.GetGrain<IPlace>(key).Where()));
        Assert.Empty(load.Faults);
        Assert.Empty(PlaceGrain.Doubles.Intersect(keys));
        return (changed, homes);
    }
}
