using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Orleans.Clustering;
using Orleans.Configuration;

namespace Orleans.Hosting;

/// <summary>
/// A cluster that is kept in a database. In this engine a cluster is one silo: it takes the only place, and another one of the same
/// ClusterId is refused as long as the first lives. A client reaches the silos of its own process.
/// </summary>
public static class AdoNetHostingExtensions
{
    public static ISiloBuilder UseAdoNetClustering(this ISiloBuilder builder, Action<AdoNetClusteringSiloOptions> configureOptions) =>
        builder.UseAdoNetClustering(options => options.Configure(configureOptions));

    public static ISiloBuilder UseAdoNetClustering(
        this ISiloBuilder builder,
        Action<OptionsBuilder<AdoNetClusteringSiloOptions>>? configureOptions
    )
    {
        configureOptions?.Invoke(builder.Services.AddOptions<AdoNetClusteringSiloOptions>());
        builder.Services.TryAddSingleton<OnlyPlace>();
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IMembership, OnlyPlace>());
        return builder;
    }

    public static IClientBuilder UseAdoNetClustering(this IClientBuilder builder, Action<AdoNetClusteringClientOptions> configureOptions) =>
        builder.UseAdoNetClustering(options => options.Configure(configureOptions));

    public static IClientBuilder UseAdoNetClustering(
        this IClientBuilder builder,
        Action<OptionsBuilder<AdoNetClusteringClientOptions>>? configureOptions
    )
    {
        configureOptions?.Invoke(builder.Services.AddOptions<AdoNetClusteringClientOptions>());
        builder
            .Services.AddOptions<GatewayChoice>()
            .Configure<IOptions<AdoNetClusteringClientOptions>>(
                (choice, options) =>
                {
                    var given = options.Value;
                    MembershipDatabase.Check(
                        nameof(AdoNetClusteringClientOptions),
                        given.Invariant,
                        given.ConnectionString,
                        given.DataSource
                    );
                    choice.Port = null;
                }
            );
        return builder;
    }
}
