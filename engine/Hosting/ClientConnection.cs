using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Orleans.Calls;
using Orleans.Clustering;
using Orleans.Configuration;
using Orleans.Runtime;
using Orleans.Transport;

namespace Orleans.Hosting;

/// <summary>A client's way into a cluster: over connections where members are to be found, else to the silo of its own process.</summary>
sealed class ClientConnection
{
    readonly string _cluster;
    readonly int? _port;

    public ClientConnection(
        IServiceProvider services,
        IOptions<ClusterOptions> cluster,
        IOptions<GatewayChoice> gateway,
        IOptions<ClientMessagingOptions> messaging
    )
    {
        _cluster = cluster.Value.ClusterId;
        _port = gateway.Value.Port;
        Kinds = new(services);
        if (services.GetService<ICluster>() is null)
        {
            References = new(self => new ClientRoute(Find, messaging.Value.ResponseTimeout, self), Kinds, services);
            return;
        }
        Network = services.GetRequiredService<Network>();
        References = new(_ => new ClusterRoute(Network, messaging.Value.ResponseTimeout), Kinds, services);
        Network.Begin(References, messaging.Value);
    }

    internal GrainKinds Kinds { get; }

    internal References References { get; }

    /// <summary>None where the silo is in the same process.</summary>
    internal Network? Network { get; }

    internal Silo Find() => Gateways.Find(_cluster, _port);
}

/// <summary>A client that finds no silo does not start.</summary>
sealed class ClientLife(ClientConnection connection) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (connection.Network is null)
            connection.Find();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        connection.Network?.Dispose();
        return Task.CompletedTask;
    }
}
