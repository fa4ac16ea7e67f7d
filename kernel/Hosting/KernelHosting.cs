using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Hosting;

namespace Watchfloor.Kernel;

/// <summary>Puts the kernel into a silo. The store's ports, <see cref="IIds"/> and <see cref="ISecrets"/> come from the host.</summary>
public static class KernelHosting
{
    /// <summary>Ruled grains, outbox, alarm clock, and the wall between tenants.</summary>
    public static ISiloBuilder AddWatchfloorKernel(this ISiloBuilder silo)
    {
        var services = silo.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddKeyedSingleton(InfrastructureTime.Key, TimeProvider.System);
        services.TryAddSingleton(ProgramLevel.Own);
        services.TryAddSingleton<IFeatureLevel>(provider => provider.GetRequiredService<ProgramLevel>());
        services.TryAddSingleton<ILives, LoneLife>();
        services.AddSingleton<KernelMeters>();
        services.AddSingleton<KernelReadiness>();
        services.AddSingleton<IdleStates>();
        services.AddSingleton<RuledGrainContext>();
        services.AddSingleton<OutboxPump>().AddSingleton<IDuty>(provider => provider.GetRequiredService<OutboxPump>());
        services.AddSingleton<Duties>();
        services.AddSingleton(provider => provider.GetService<IFence>() is null ? AlarmTimes.Alone : AlarmTimes.OfMany);
        return silo.AddIncomingGrainCallFilter<TenantWall>();
    }

    /// <summary>What keeps duties and alarm clocks awake. Register it after the silo, so that it starts later and stops earlier.</summary>
    public static IServiceCollection AddWatchfloorBackground(this IServiceCollection services) => services.AddHostedService<Beat>();

    /// <summary>What keeps a store in shape: rollups of telemetry, and retention. Needs its ports from the host.</summary>
    public static IServiceCollection AddWatchfloorHousekeeping(this IServiceCollection services) =>
        services
            .AddSingleton<RetentionSweeper>()
            .AddSingleton<IDuty>(provider => provider.GetRequiredService<RetentionSweeper>())
            .AddSingleton<IDuty, TelemetryRoller>();
}
