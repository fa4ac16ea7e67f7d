using Orleans.TestingHost;
using Watchfloor.Adapters;
using Watchfloor.Channels;
using Watchfloor.Kernel;
using Watchfloor.Silo;
using Watchfloor.Store;
using Watchfloor.Tests.Clocks;

namespace Watchfloor.Tests.Scenarios;

/// <summary>One life of a room's silo: the real composition on a real store, with a clock and phones of the test.</summary>
sealed class Powered : IAsyncDisposable
{
    readonly InProcessTestCluster _cluster;

    Powered(InProcessTestCluster cluster) => _cluster = cluster;

    public IGrainFactory Grains => _cluster.Client;

    public T Get<T>()
        where T : notnull => _cluster.GetSiloServiceProvider().GetRequiredService<T>();

    public static async Task<Powered> On(string data, ManualClock clock, Phones phones, RoomLog log)
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) => silo.AddWatchfloor());
        builder.ConfigureSiloHost(
            (_, host) =>
                host
                    .Services.UseTimeProviderForBackgroundAreas(TimeProvider.System)
                    .AddSingleton<TimeProvider>(clock)
                    .AddSingleton<IIds, SystemIds>()
                    .AddSingleton<ISecrets, NothingSealed>()
                    .AddSqliteStore(data)
                    .AddSingleton(phones)
                    .AddSingleton<ILoggerProvider>(log)
                    .AddAdapters<IChannel>([typeof(PhoneChannel)])
                    .AddWatchfloorBackground()
        );
        var powered = new Powered(builder.Build());
        await powered._cluster.DeployAsync();
        return powered;
    }

    /// <summary>The end without warning: running turns are left where they are.</summary>
    public async Task Cut()
    {
        foreach (var silo in _cluster.Silos)
            await silo.StopSiloAsync(stopGracefully: false);
        await DisposeAsync();
    }

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    sealed class NothingSealed : ISecrets
    {
        public string Open(string sealedValue) => sealedValue;
    }
}
