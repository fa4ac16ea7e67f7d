using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Orleans.Clustering;

/// <summary>What makes a silo one of several, or a client one that looks on. The last table that was given counts.</summary>
static class ClusterServices
{
    internal static void AddMember(IServiceCollection services, Func<IServiceProvider, IMembershipTable> table)
    {
        if (!AddTable(services, table))
            return;
        services.AddSingleton<MemberDetails>();
        services.Replace(ServiceDescriptor.Singleton<ILocalSiloDetails>(static provider => provider.GetRequiredService<MemberDetails>()));
        services.AddSingleton<SiloCluster>();
        services.AddSingleton<ICluster>(static provider => provider.GetRequiredService<SiloCluster>());
        services.AddSingleton<Keeper>();
        services.AddKeyedSingleton<Func<GrainId, bool>>(
            Keeper.HandoverKey,
            static (provider, _) => provider.GetRequiredService<SiloCluster>().MayCommit
        );
        services.AddKeyedSingleton<Func<string, bool>>(
            Keeper.HandoverKey,
            static (provider, _) => provider.GetRequiredService<SiloCluster>().IsMember
        );
        services.AddKeyedSingleton<Func<IReadOnlyList<string>>>(
            Keeper.HandoverKey,
            static (provider, _) =>
            {
                var cluster = provider.GetRequiredService<SiloCluster>();
                return () => cluster.CutOff;
            }
        );
        services.AddKeyedSingleton<Action>(Keeper.HandoverKey, static (provider, _) => provider.GetRequiredService<SiloCluster>().Doubt);
    }

    internal static void AddOnlooker(IServiceCollection services, Func<IServiceProvider, IMembershipTable> table)
    {
        if (!AddTable(services, table))
            return;
        services.AddSingleton<ClientCluster>();
        services.AddSingleton<ICluster>(static provider => provider.GetRequiredService<ClientCluster>());
        // Before everything else that starts: whoever looks for a silo has a view to look in.
        services.Insert(0, ServiceDescriptor.Singleton<IHostedService>(static provider => provider.GetRequiredService<ClientCluster>()));
    }

    /// <summary>A cluster whose silos and clients all live in this process.</summary>
    internal static Func<IServiceProvider, IMembershipTable> InMemory { get; } =
        static provider =>
            MemoryMembershipTable.Of(
                provider.GetRequiredService<IOptions<ClusterOptions>>().Value.ClusterId,
                provider.GetRequiredKeyedService<TimeProvider>(TimeProviderNames.Membership)
            );

    internal static TimeSpan LeaseOf(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<IOptions<ClusterMembershipOptions>>().Value;
        return options.ProbeTimeout * options.NumMissedProbesLimit;
    }

    /// <summary>False when there was another one, and all else with it.</summary>
    static bool AddTable(IServiceCollection services, Func<IServiceProvider, IMembershipTable> table)
    {
        var isFirst = services.All(static service => service.ServiceType != typeof(Membership));
        services.Replace(ServiceDescriptor.Singleton(provider => new Membership(table(provider), LeaseOf(provider))));
        return isFirst;
    }
}
