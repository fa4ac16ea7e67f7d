using System.Data.Common;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Orleans.Configuration;
using Orleans.Hosting;

namespace Watchfloor.Benchmarks;

/// <summary>A silo without the product, as a process of its own.</summary>
static class SiloPeer
{
    public const string Cluster = "bench";

    public static async Task Run(string address, string database)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(address);
        builder.UseOrleans(silo =>
            silo.UseAdoNetClustering(options => (options.Invariant, options.ConnectionString) = (Provider(), database))
                .Configure<ClusterOptions>(options => options.ClusterId = Cluster)
                .Configure<EndpointOptions>(options => options.SiloPort = FreePort())
        );
        await using var app = builder.Build();
        app.MapGet("/health/ready", () => Results.Ok());
        await app.RunAsync();
    }

    public static Task<ChildProcess> Start(string database, CancellationToken cancellation) =>
        ChildProcess.Start(
            Environment.ProcessPath!,
            address => ["peer", "silo", address.ToString(), database],
            "/health/ready",
            cancellation
        );

    public static async Task<IHost> Client(string database, CancellationToken cancellation)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.UseOrleansClient(client =>
            client
                .UseAdoNetClustering(options => (options.Invariant, options.ConnectionString) = (Provider(), database))
                .Configure<ClusterOptions>(options => options.ClusterId = Cluster)
        );
        var host = builder.Build();
        await host.StartAsync(cancellation);
        return host;
    }

    static string Provider()
    {
        DbProviderFactories.RegisterFactory("Npgsql", NpgsqlFactory.Instance);
        return "Npgsql";
    }

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
