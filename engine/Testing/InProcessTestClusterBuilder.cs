using Microsoft.Extensions.Hosting;
using Orleans.Hosting;

namespace Orleans.TestingHost;

/// <summary>Composes a cluster that lives in the process of a test. Two silos or more talk over sockets.</summary>
public sealed class InProcessTestClusterBuilder(short initialSilosCount)
{
    public InProcessTestClusterBuilder()
        : this(1) { }

    public InProcessTestClusterOptions Options { get; } =
        new()
        {
            InitialSilosCount = initialSilosCount,
            ClusterId = CreateClusterId(),
            ServiceId = "TestServiceId-" + Guid.NewGuid().ToString("N"),
        };

    /// <summary>Configures the hosts of all silos and of the client.</summary>
    public InProcessTestClusterBuilder ConfigureHost(Action<IHostApplicationBuilder> configureDelegate)
    {
        Options.SiloHostConfigurationDelegates.Add((_, host) => configureDelegate(host));
        Options.ClientHostConfigurationDelegates.Add(configureDelegate);
        return this;
    }

    public InProcessTestClusterBuilder ConfigureSilo(Action<InProcessTestSiloSpecificOptions, ISiloBuilder> configureSiloDelegate) =>
        ConfigureSiloHost((options, host) => configureSiloDelegate(options, new SiloBuilder(host.Services, host.Configuration)));

    public InProcessTestClusterBuilder ConfigureSiloHost(
        Action<InProcessTestSiloSpecificOptions, IHostApplicationBuilder> configureSiloHostDelegate
    )
    {
        Options.SiloHostConfigurationDelegates.Add(configureSiloHostDelegate);
        return this;
    }

    public InProcessTestClusterBuilder ConfigureClient(Action<IClientBuilder> configureClientDelegate) =>
        ConfigureClientHost(host => configureClientDelegate(new ClientBuilder(host.Services, host.Configuration)));

    public InProcessTestClusterBuilder ConfigureClientHost(Action<IHostApplicationBuilder> configureHostDelegate)
    {
        Options.ClientHostConfigurationDelegates.Add(configureHostDelegate);
        return this;
    }

    public InProcessTestCluster Build() => new(Options);

    public static string CreateClusterId() => "testcluster-" + Guid.NewGuid().ToString("N");
}
