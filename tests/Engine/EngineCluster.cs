using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.TestingHost;
using Watchfloor.Tests.Clocks;

namespace Watchfloor.Tests.Engine;

/// <summary>One silo whose grain timers run on a clock of the test, and a client. Calls time out after a few seconds.</summary>
public sealed class EngineCluster : IAsyncLifetime
{
    static int s_lastKey;
    readonly Action<ISiloBuilder>? _configure;
    readonly TimeSpan _patience;

    public EngineCluster()
        : this(null) { }

    EngineCluster(Action<ISiloBuilder>? configure, TimeSpan? patience = null)
    {
        _configure = configure;
        _patience = patience ?? TimeSpan.FromSeconds(20);
    }

    public ManualClock Clock { get; } = new();

    public InProcessTestCluster Cluster { get; private set; } = null!;

    /// <summary>As a client in another process calls: everything is serialized.</summary>
    public IClusterClient Client => Cluster.Client;

    /// <summary>As the api in the silo's own process calls.</summary>
    public IGrainFactory Inside => Cluster.Silos[0].ServiceProvider.GetRequiredService<IGrainFactory>();

    public IServiceProvider Services => Cluster.Silos[0].ServiceProvider;

    public static async Task<EngineCluster> Start(Action<ISiloBuilder>? configure = null, TimeSpan? patience = null)
    {
        var cluster = new EngineCluster(configure, patience);
        await cluster.InitializeAsync();
        return cluster;
    }

    /// <summary>A key that no other test uses.</summary>
    public static string NewKey() => $"k{Interlocked.Increment(ref s_lastKey)}";

    public async ValueTask InitializeAsync()
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo(
            (_, silo) =>
            {
                silo.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock));
                silo.Services.UseTimeProviderForBackgroundAreas(TimeProvider.System);
                silo.Configure<SiloMessagingOptions>(options => options.ResponseTimeout = _patience);
                silo.AddMemoryStreams("telemetry").AddMemoryGrainStorage("PubSubStore").UseInMemoryReminderService();
                _configure?.Invoke(silo);
            }
        );
        builder.ConfigureClient(client =>
            client.AddMemoryStreams("telemetry").Configure<ClientMessagingOptions>(options => options.ResponseTimeout = _patience)
        );
        Cluster = builder.Build();
        await Cluster.DeployAsync();
    }

    public ValueTask DisposeAsync() => Cluster.DisposeAsync();
}
