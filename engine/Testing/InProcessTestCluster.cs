using System.Collections.ObjectModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;

namespace Orleans.TestingHost;

/// <summary>A cluster in the process of a test. Its client serializes every argument, result and exception, as one in another process does.</summary>
public sealed class InProcessTestCluster : IAsyncDisposable
{
    static int s_lastPort = 20_000;

    readonly int _port = Interlocked.Add(ref s_lastPort, 2);
    readonly List<InProcessSiloHandle> _silos = [];
    IHost? _client;

    internal InProcessTestCluster(InProcessTestClusterOptions options)
    {
        if (options.InitialSilosCount != 1)
            throw new NotSupportedException("The embedded engine runs a cluster of one silo.");
        Options = options;
    }

    public InProcessTestClusterOptions Options { get; }

    public IClusterClient Client =>
        _client?.Services.GetRequiredService<IClusterClient>() ?? throw new InvalidOperationException("Deploy the cluster first.");

    public ReadOnlyCollection<InProcessSiloHandle> Silos => _silos.AsReadOnly();

    public IEnumerable<InProcessSiloHandle> GetActiveSilos() => _silos.Where(silo => silo.IsActive);

    public IServiceProvider GetSiloServiceProvider(SiloAddress? silo = null) =>
        _silos.First(handle => silo is null || handle.SiloAddress.Equals(silo)).ServiceProvider;

    public async Task DeployAsync()
    {
        _silos.Add(await StartSilo());
        if (Options.InitializeClientOnDeploy)
            await InitializeClientAsync();
    }

    public async Task InitializeClientAsync()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new() { EnvironmentName = "Testing" });
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.UseOrleansClient(client =>
            Name(client.Services).Configure<GatewayChoice>(choice => choice.Port = _silos[0].GatewayAddress.Endpoint.Port)
        );
        foreach (var configure in Options.ClientHostConfigurationDelegates)
            configure(builder);
        _client = builder.Build();
        await _client.StartAsync();
    }

    public async Task StopClusterClientAsync()
    {
        if (Interlocked.Exchange(ref _client, null) is not { } client)
            return;
        await client.StopAsync();
        client.Dispose();
    }

    public async Task StopSiloAsync(InProcessSiloHandle instance)
    {
        await instance.StopSiloAsync(stopGracefully: true);
        _silos.Remove(instance);
        await instance.DisposeAsync();
    }

    /// <summary>Abandons what runs instead of awaiting it.</summary>
    public async Task KillSiloAsync(InProcessSiloHandle instance)
    {
        await instance.StopSiloAsync(stopGracefully: false);
        await StopSiloAsync(instance);
    }

    /// <summary>A new silo under the name and the ports of the old one; the client finds it by itself.</summary>
    public async Task<InProcessSiloHandle?> RestartSiloAsync(InProcessSiloHandle instance)
    {
        await StopSiloAsync(instance);
        return await StartAdditionalSiloAsync();
    }

    /// <summary>A silo for a cluster that has none any more.</summary>
    public async Task<InProcessSiloHandle> StartAdditionalSiloAsync()
    {
        if (_silos.Count > 0)
            throw new NotSupportedException("The embedded engine runs a cluster of one silo.");
        var started = await StartSilo();
        _silos.Add(started);
        return started;
    }

    public async Task StopAllSilosAsync()
    {
        foreach (var silo in _silos.ToArray())
            await StopSiloAsync(silo);
    }

    public async ValueTask DisposeAsync()
    {
        await StopClusterClientAsync();
        await StopAllSilosAsync();
    }

    async Task<InProcessSiloHandle> StartSilo()
    {
        var number = (short)_silos.Count;
        var specific = new InProcessTestSiloSpecificOptions
        {
            SiloName = number == 0 ? "Primary" : $"Secondary_{number}",
            SiloPort = _port,
            GatewayPort = _port + 1,
        };
        var builder = Host.CreateEmptyApplicationBuilder(new() { EnvironmentName = "Testing" });
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.UseOrleans(silo =>
        {
            Name(silo.Services);
            silo.Configure<SiloOptions>(options => options.SiloName = specific.SiloName);
            silo.Configure<EndpointOptions>(options => (options.SiloPort, options.GatewayPort) = (specific.SiloPort, specific.GatewayPort));
        });
        foreach (var configure in Options.SiloHostConfigurationDelegates)
            configure(specific, builder);
        var host = builder.Build();
        await host.StartAsync();
        var details = host.Services.GetRequiredService<ILocalSiloDetails>();
        return new()
        {
            SiloHost = host,
            Name = details.Name,
            SiloAddress = details.SiloAddress,
            GatewayAddress = details.GatewayAddress,
            InstanceNumber = number,
        };
    }

    IServiceCollection Name(IServiceCollection services) =>
        services.Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = (Options.ClusterId, Options.ServiceId));
}
