using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;
using Watchfloor.Adapters;
using Watchfloor.Catalogue;
using Watchfloor.Channels;
using Watchfloor.Devices;
using Watchfloor.Escalations;
using Watchfloor.Events;
using Watchfloor.Kernel;
using Watchfloor.Mutes;
using Watchfloor.Notifications;

namespace Watchfloor;

/// <summary>Puts the grains into a silo. The kernel, the store's ports, <see cref="IIds"/> and <see cref="ISecrets"/> come beside it.</summary>
public static class WatchfloorGrains
{
    /// <summary>Grains, channels and the languages of the outbox. The streams that hint devices come from the host.</summary>
    public static ISiloBuilder AddWatchfloorGrains(this ISiloBuilder silo, Action<ChannelOptions>? channels = null)
    {
        var services = silo.Services;
        services.AddSingleton<GrainMeters>().AddSingleton<Rulebooks>().AddSingleton<SharedCatalogue>().AddSingleton<AttemptsUnderWay>();
        services.AddSingleton(new AtWork(Kinds.Page, PageRules.AttemptTimeout));
        services.AddOptions<ChannelOptions>();
        if (channels is not null)
            services.Configure(channels);
        var types = typeof(WatchfloorGrains).Assembly.GetTypes();
        var upcasters = Upcasters.In(types);
        services.AddSingleton(upcasters).AddSingleton(Replays.In(types, upcasters));
        services.AddWatchfloorChannels();
        services.AddDelivery<EventCommand>(Kinds.Event); // linked events tell each other
        services.AddDelivery<EscalationCommand>(Kinds.Escalation);
        services.AddDelivery<PageCommand>(Kinds.Page);
        services.AddDelivery<DeviceCommand>(Kinds.Device, "wf.ReadTelemetry"); // what it has seen it passes over
        services.AddDelivery<CorrelationCommand>(CorrelationKey.Kind);
        services.AddDelivery<MutesCommand>(MutesKey.Kind);
        return silo;
    }

    /// <summary>The kinds of channel, also where grains are elsewhere.</summary>
    public static IServiceCollection AddWatchfloorChannels(this IServiceCollection services) =>
        services
            .AddAdapters<IChannel>(typeof(WatchfloorGrains).Assembly.GetTypes())
            .AddSingleton<IReadOnlyList<ChannelKind>>(provider =>
                [.. provider.GetServices<IChannel>().Select(channel => channel.Kind).OrderBy(kind => kind.Kind, StringComparer.Ordinal)]
            );
}
