using System.Collections.ObjectModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Clustering;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;

namespace Orleans.TestingHost;

/// <summary>
/// A cluster in the process of a test. Its client serializes every argument, result and exception, as one in another process does. Several
/// silos are members of one view and talk over sockets, and so does the client then; a cluster that begins with one silo stays one.
/// </summary>
public sealed class InProcessTestCluster : IAsyncDisposable
{
    readonly List<InProcessSiloHandle> _silos = [];
    readonly int _port = TestPorts.Next();
    IHost? _client;
    short _started;

    internal InProcessTestCluster(InProcessTestClusterOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.InitialSilosCount, 1);
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
        while (_silos.Count < Options.InitialSilosCount)
            _silos.Add(await StartSilo(_started++, AreSeveral && _started > 1 ? TestPorts.Next() : _port));
        if (Options.InitializeClientOnDeploy)
            await InitializeClientAsync();
    }

    public async Task InitializeClientAsync()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new() { EnvironmentName = "Testing" });
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.UseOrleansClient(client =>
        {
            Name(client.Services);
            if (AreSeveral)
                ClusterServices.AddOnlooker(client.Services, ClusterServices.InMemory);
            else
                client.Services.Configure<GatewayChoice>(choice => choice.Port = _port + 1);
        });
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

    /// <summary>Abandons what runs instead of awaiting it, and hangs up without a word.</summary>
    public async Task KillSiloAsync(InProcessSiloHandle instance)
    {
        await instance.StopSiloAsync(stopGracefully: false);
        await StopSiloAsync(instance);
    }

    /// <summary>A new silo under the name and the ports of the old one; the client finds it by itself.</summary>
    public async Task<InProcessSiloHandle?> RestartSiloAsync(InProcessSiloHandle instance)
    {
        await StopSiloAsync(instance);
        return await Add(instance.InstanceNumber, instance.SiloAddress.Endpoint.Port);
    }

    /// <summary>One more silo; where there was to be one only, in the place of one that was stopped.</summary>
    public Task<InProcessSiloHandle> StartAdditionalSiloAsync()
    {
        if (AreSeveral)
            return Add(_started++, TestPorts.Next());
        if (_silos.Count > 0)
            throw new NotSupportedException("This cluster began as one silo and stays one: begin with two.");
        return Add(0, _port);
    }

    bool AreSeveral => Options.InitialSilosCount > 1;

    async Task<InProcessSiloHandle> Add(short number, int port)
    {
        var started = await StartSilo(number, port);
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

    async Task<InProcessSiloHandle> StartSilo(short number, int port)
    {
        var specific = new InProcessTestSiloSpecificOptions
        {
            SiloName = number == 0 ? "Primary" : $"Secondary_{number}",
            SiloPort = port,
            GatewayPort = port + 1,
        };
        var builder = Host.CreateEmptyApplicationBuilder(new() { EnvironmentName = "Testing" });
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.UseOrleans(silo =>
        {
            Name(silo.Services);
            if (AreSeveral)
                ClusterServices.AddMember(silo.Services, ClusterServices.InMemory);
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
