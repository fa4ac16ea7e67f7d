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
        services.AddSingleton<KernelMeters>();
        services.AddSingleton<KernelReadiness>();
        services.AddSingleton<IdleStates>();
        services.AddSingleton<RuledGrainContext>();
        services.AddSingleton<OutboxPump>();
        return silo.AddIncomingGrainCallFilter<TenantWall>();
    }

    /// <summary>What runs beside the grains. Register it after the silo, so that it starts later and stops earlier.</summary>
    public static IServiceCollection AddWatchfloorBackground(this IServiceCollection services) =>
        services.AddHostedService(provider => provider.GetRequiredService<OutboxPump>()).AddHostedService<AlarmClockStarter>();

    /// <summary>What keeps a store in shape: rollups of telemetry, and retention. Needs its ports from the host.</summary>
    public static IServiceCollection AddWatchfloorHousekeeping(this IServiceCollection services) =>
        services
            .AddSingleton<RetentionSweeper>()
            .AddHostedService(provider => provider.GetRequiredService<RetentionSweeper>())
            .AddHostedService<TelemetryRoller>();
}
