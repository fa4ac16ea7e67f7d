using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Clustering;
using Orleans.Configuration;

namespace Orleans.Hosting;

/// <summary>
/// A cluster that is kept in a database: its silos are members by their rows there, share the grains and take over from each other; its
/// clients find them there. The tables are made by the first who joins. PostgreSQL only.
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
        ClusterServices.AddMember(
            builder.Services,
            static provider =>
            {
                var given = provider.GetRequiredService<IOptions<AdoNetClusteringSiloOptions>>().Value;
                return Table(provider, new(nameof(AdoNetClusteringSiloOptions), given.Invariant, given.ConnectionString, given.DataSource));
            }
        );
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
        builder.Services.Configure<GatewayChoice>(static choice => choice.Port = null);
        ClusterServices.AddOnlooker(
            builder.Services,
            static provider =>
            {
                var given = provider.GetRequiredService<IOptions<AdoNetClusteringClientOptions>>().Value;
                return Table(
                    provider,
                    new(nameof(AdoNetClusteringClientOptions), given.Invariant, given.ConnectionString, given.DataSource)
                );
            }
        );
        return builder;
    }

    static AdoNetMembershipTable Table(IServiceProvider provider, AdoNetDatabase database) =>
        new(database, provider.GetRequiredService<IOptions<ClusterOptions>>().Value.ClusterId, ClusterServices.LeaseOf(provider));
}
