using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Hosting;
using Orleans.TestingHost;
using Watchfloor.Kernel;
using Watchfloor.Tests.Clocks;

namespace Watchfloor.Tests.Kernel;

/// <summary>A silo with the kernel, lamps and the memory store, on a clock that the test drives.</summary>
public class KernelRoom : IAsyncLifetime
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    InProcessTestCluster? _cluster;

    internal MemoryStore Store { get; } = new();
    internal ManualClock Clock { get; } = new(new DateTimeOffset(2026, 1, 5, 6, 0, 0, TimeSpan.Zero));
    internal IGrainFactory Grains => _cluster!.Client;
    internal OutboxPump Pump => Get<OutboxPump>();
    protected virtual bool Background => true;
    protected virtual short Silos => 1;

    /// <summary>Time that goes on while domain time stands still.</summary>
    protected virtual TimeProvider Machine => TimeProvider.System;

    /// <summary>What a test has beside the kernel.</summary>
    protected virtual void Add(IServiceCollection services) { }

    internal T Get<T>()
        where T : notnull => _cluster!.GetSiloServiceProvider().GetRequiredService<T>();

    internal IEnumerable<IServiceProvider> Running => _cluster!.GetActiveSilos().Select(silo => silo.ServiceProvider);

    internal Task Kill(IServiceProvider silo) => _cluster!.KillSiloAsync(_cluster.Silos.First(handle => handle.ServiceProvider == silo));

    internal Task Stop() => _cluster!.StopAllSilosAsync();

    internal ILampGrain Lamp(string id) => Grains.GetGrain<ILampGrain>($"main/{id}");

    public async ValueTask InitializeAsync()
    {
        var builder = new InProcessTestClusterBuilder(Silos);
        builder.ConfigureSilo(
            (_, silo) =>
            {
                silo.UseInMemoryReminderService().AddWatchfloorKernel();
                var services = silo.Services;
                services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock));
                services.AddKeyedSingleton(InfrastructureTime.Key, Machine);
                services.UseTimeProviderForBackgroundAreas(TimeProvider.System);
                services
                    .AddSingleton<ICommits>(Store)
                    .AddSingleton<IEntities>(Store)
                    .AddSingleton<IOutbox>(Store)
                    .AddSingleton<IDueTimes>(Store)
                    .AddSingleton<IIds, CountedIds>()
                    .AddDelivery<Events.EventCommand>("lamp");
                Add(services);
                if (Background)
                    services.AddWatchfloorBackground();
            }
        );
        _cluster = builder.Build();
        await _cluster.DeployAsync();
    }

    /// <summary>Waits for what must come; fails with the question when it does not.</summary>
    internal static async Task Eventually(Func<Task<bool>> condition, string what)
    {
        var deadline =
            TimeProvider.System.GetTimestamp() + (Patience.Ticks * TimeProvider.System.TimestampFrequency / TimeSpan.TicksPerSecond);
        while (!await condition())
        {
            Assert.True(TimeProvider.System.GetTimestamp() < deadline, $"waited for {what} in vain");
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }
    }

    internal static Task Eventually(Func<bool> condition, string what) => Eventually(() => Task.FromResult(condition()), what);

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        Store.End();
        if (_cluster is { } cluster)
            await cluster.DisposeAsync();
    }

    sealed class CountedIds : IIds
    {
        int _next;

        public string Next() => $"id{Interlocked.Increment(ref _next):d6}";

        public double Chance() => 0.5;
    }
}
