using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;
using Watchfloor.Tests.Engine;

namespace Watchfloor.Tests.EngineOnly;

/// <summary>What the errors of this engine say.</summary>
public sealed class RefusalTests
{
    static readonly TimeSpan Short = TimeSpan.FromMilliseconds(400);

    [Fact]
    public async Task A_call_that_comes_back_to_its_caller_ends_in_a_timeout_that_names_the_chain()
    {
        await using var cluster = await EngineCluster.Start(patience: Short);
        var (a, b) = (EngineCluster.NewKey(), EngineCluster.NewKey());

        var fault = await Assert.ThrowsAsync<TimeoutException>(() => cluster.Inside.GetGrain<IChain>(a).Through([b, a]));

        Assert.Contains($"test-chain/{a} IChain.Through -> test-chain/{b} IChain.Through -> test-chain/{a} IChain.Through", fault.Message);
    }

    [Fact]
    public async Task One_call_too_many_for_a_mailbox_is_refused_with_a_clear_error_and_the_others_run()
    {
        await using var cluster = await EngineCluster.Start(silo =>
            silo.Configure<SiloMessagingOptions>(options => options.MaxEnqueuedRequestsHardLimit = 10)
        );
        var key = EngineCluster.NewKey();
        var grain = cluster.Inside.GetGrain<ITurns>(key);
        var held = grain.Hold($"{key}-in", $"{key}-out");
        await Signals.Wait($"{key}-in");

        var calls = Enumerable.Range(0, 30).Select(_ => grain.Add(0)).ToArray();
        Signals.Raise($"{key}-out");
        await held;
        var outcomes = await Task.WhenAll(calls.Select(async call => await Record.ExceptionAsync(() => call)));

        var refusals = outcomes.Where(static outcome => outcome is not null).ToArray();
        Assert.Equal(20, refusals.Length);
        Assert.All(refusals, refusal => Assert.Contains($"test-turns/{key}", Assert.IsType<LimitExceededException>(refusal).Message));
    }

    [Fact]
    public async Task An_ambiguous_interface_names_the_classes_that_have_it()
    {
        await using var cluster = await EngineCluster.Start();

        var fault = Assert.Throws<ArgumentException>(() => cluster.Client.GetGrain<INamed>("any"));

        Assert.Contains(nameof(OracleGrain), fault.Message);
        Assert.Contains(nameof(SphinxGrain), fault.Message);
    }

    [Fact]
    public async Task A_cluster_that_begins_as_one_silo_stays_one()
    {
        await using var cluster = await EngineCluster.Start();

        var fault = await Assert.ThrowsAsync<NotSupportedException>(cluster.Cluster.StartAdditionalSiloAsync);

        Assert.Contains("began as one silo", fault.Message);
    }
}
