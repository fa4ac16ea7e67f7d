using Microsoft.Extensions.DependencyInjection.Extensions;
using Watchfloor.Clusters;
using Watchfloor.Health;
using Watchfloor.Kernel;
using Watchfloor.Store;

namespace Watchfloor.Silo;

/// <summary>What stands in a process by its part: grains with their duties, or a way to them; and what makes it one of several.</summary>
static class Parts
{
    static readonly TimeSpan Repeats = TimeSpan.FromSeconds(5);

    /// <summary>The grains, and what runs beside them.</summary>
    public static void AddGrains(this WebApplicationBuilder builder, ServerOptions options)
    {
        var services = builder.Services;
        builder.UseOrleans(silo => silo.UseCluster(options.Postgres, options.Cluster).AddWatchfloor(options.Postgres, options.Cluster));
        services.AddWatchfloorBackground().AddWatchfloorHousekeeping();
        services.AddSingleton<Demo>().AddSingleton<DemoPast>().AddSingleton<FirstStart>();
        services.AddHostedService(provider => provider.GetRequiredService<FirstStart>());
        services.AddSingleton<ServerReadiness>().AddSingleton<IStarts>(provider => provider.GetRequiredService<ServerReadiness>());
        services.AddSingleton<IReadiness>(provider => provider.GetRequiredService<ServerReadiness>());
        services.AddSingleton<IReadiness, WorkReadiness>();
    }

    /// <summary>A way to grains in other processes.</summary>
    public static void AddWayToGrains(this WebApplicationBuilder builder, string postgres, ClusterPart part)
    {
        var services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddKeyedSingleton(InfrastructureTime.Key, TimeProvider.System);
        builder.UseOrleansClient(client => client.UseCluster(postgres, part));
        services.AddWatchfloorChannels();
        services
            .AddSingleton<ClusterBeginning>()
            .AddSingleton<ApiReadiness>()
            .AddSingleton<IStarts>(provider => provider.GetRequiredService<ApiReadiness>());
        services.AddSingleton<IReadiness>(provider => provider.GetRequiredService<ApiReadiness>());
    }

    /// <summary>What a process of a cluster does before all else when it is told to stop. What is registered first stops last.</summary>
    public static void AddDraining(this IServiceCollection services)
    {
        services.AddSingleton<Draining>().AddHostedService(provider => provider.GetRequiredService<Draining>());
        services.AddSingleton<IReadiness>(provider => provider.GetRequiredService<Draining>());
    }

    /// <summary>What every process has that is one of several, and what one that is alone has in its place.</summary>
    public static void AddMembership(this IServiceCollection services, ServerOptions options)
    {
        services.AddSingleton<MissedDeadlines>();
        services.TryAddSingleton(ProgramLevel.Own);
        if (options.Cluster is null || options.Postgres is not { } postgres)
        {
            services.AddSingleton<IClusterReport, LoneReport>();
            return;
        }
        services.AddSingleton(_ => new ClusterDatabase(postgres));
        services.AddSingleton<ClusterReport>().AddSingleton<IClusterReport>(provider => provider.GetRequiredService<ClusterReport>());
        services.AddSingleton<IFeatureLevel>(provider => provider.GetRequiredService<ILevelRecord>());
        services.AddHostedService<ClusterLevel>();
        services.AddHostedService<ProcessBook>();
        services.AddSingleton<IReadiness, Reachability>();
        if (options.Cluster.HasSilo)
            services.AddSingleton<Rehearsal>();
        services.AddSingleton(new CallPatience(Repeats));
        // What one api says will end, another one sees end: by the time that they have together.
        services.AddKeyedSingleton<TimeProvider>(
            WatchfloorApi.Machinery,
            (provider, _) => provider.GetRequiredService<TimeProvider>() as ClusterClock ?? TimeProvider.System
        );
    }
}
