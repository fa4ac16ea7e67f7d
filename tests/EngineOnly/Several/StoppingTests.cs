using Orleans.Clustering;

namespace Watchfloor.Tests.EngineOnly.Several;

/// <summary>A silo whose process has a web server too, which ends when its clients let it.</summary>
public sealed class StoppingTests
{
    static readonly CancellationToken Now = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Its_grains_go_to_others_before_the_web_server_has_drained_and_what_that_is_asked_is_sent_on()
    {
        var web = new WebServer();
        await using var silos = await SeveralSilos.Start(2, silo => silo.Services.AddSingleton<IHostedService>(web));
        var grain = silos.Inside(1).GetGrain<IPlace>(silos.KeyOf("test-place", 1));
        var (staying, leaving) = (silos.Cluster.Silos[0].SiloAddress, silos.Cluster.Silos[1].SiloAddress);
        Assert.Equal(leaving.ToParsableString(), await grain.Where());

        var stopping = silos.Cluster.StopSiloAsync(silos.Cluster.Silos[1]);
        await web.Drains.WaitAsync(Eventually.Patience, Now);

        Assert.Equal(staying.ToParsableString(), await grain.Where());
        Assert.False(stopping.IsCompleted);
        web.LetGo();
        await stopping;
    }

    [Fact]
    public async Task Whose_web_server_takes_all_the_time_there_is_takes_its_row_out_all_the_same()
    {
        var web = new WebServer();
        await using var silos = await SeveralSilos.Start(2, silo => silo.Services.AddSingleton<IHostedService>(web));
        var leaving = silos.Cluster.Silos[1];
        using var patience = new CancellationTokenSource();

        var stopping = leaving.StopSiloAsync(patience.Token);
        await web.Drains.WaitAsync(Eventually.Patience, Now);
        await patience.CancelAsync();
        await stopping;

        var read = await MemoryMembershipTable.Of(silos.Cluster.Options.ClusterId, TimeProvider.System).Read(Now);
        Assert.Null(read.RowOf(leaving.SiloAddress));
        web.LetGo();
    }

    /// <summary>Stops before the silo, as one does, and waits for clients who do not let go.</summary>
    sealed class WebServer : IHostedService
    {
        readonly TaskCompletionSource _drains = new(TaskCreationOptions.RunContinuationsAsynchronously);
        readonly TaskCompletionSource _left = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Drains => _drains.Task;

        public void LetGo() => _left.TrySetResult();

        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public async Task StopAsync(CancellationToken cancellationToken)
        {
            _drains.TrySetResult();
            await _left.Task.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
