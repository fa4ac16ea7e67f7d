using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Hosting;
using Orleans.Timers;

namespace Orleans.Reminders;

static class ReminderServices
{
    internal static void AddTo(IServiceCollection services)
    {
        services.TryAddSingleton<IReminderTable, MemoryReminderTable>();
        services.TryAddSingleton<ReminderClock>();
        services.TryAddSingleton<IReminderRegistry>(static provider => provider.GetRequiredService<ReminderClock>());
        services.AddSingleton<IEndsBeforeGrains>(static provider => provider.GetRequiredService<ReminderClock>());
        services.AddHostedService(static provider => provider.GetRequiredService<ReminderClock>());
    }
}
