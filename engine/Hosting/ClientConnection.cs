using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Orleans.Calls;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Orleans.Hosting;

/// <summary>A client's way into a cluster whose silo lives in the same process.</summary>
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
        References = new(self => new ClientRoute(Find, messaging.Value.ResponseTimeout, self), new(services), services);
    }

    internal References References { get; }

    internal Silo Find() => Gateways.Find(_cluster, _port);
}

/// <summary>A client that finds no silo does not start.</summary>
sealed class ClientLife(ClientConnection connection) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        connection.Find();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
