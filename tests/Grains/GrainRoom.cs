using Orleans.TestingHost;
using Watchfloor.Kernel;
using Watchfloor.Silo;
using Watchfloor.Store;
using Watchfloor.Tests.Clocks;

namespace Watchfloor.Tests.Grains;

/// <summary>A silo on a real store, to talk to single grains. Its clock stands still until it is advanced.</summary>
public class GrainRoom : IAsyncLifetime
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("watchfloor-grains-");
    InProcessTestCluster _cluster = null!;
    int _wishes;

    protected static DateTimeOffset T0 { get; } = new(2026, 1, 5, 6, 0, 0, TimeSpan.Zero);

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    internal ManualClock Clock { get; } = new(T0);

    protected IGrainFactory Grains => _cluster.Client;

    protected T Get<T>()
        where T : notnull => _cluster.GetSiloServiceProvider().GetRequiredService<T>();

    protected RequestId Wish() => new($"wish/{++_wishes}");

    protected TGrain Grain<TGrain>(string id)
        where TGrain : IGrainWithStringKey => Grains.GetGrain<TGrain>($"{TenantId.Default}/{id}");

    public async ValueTask InitializeAsync()
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) => silo.AddWatchfloor());
        builder.ConfigureSiloHost(
            (_, host) =>
            {
                host.Services.UseTimeProviderForBackgroundAreas(TimeProvider.System)
                    .AddSingleton<TimeProvider>(Clock)
                    .AddSingleton<IIds, SystemIds>()
                    .AddSingleton<ISecrets, NothingSealed>()
                    .AddSqliteStore(_data.FullName)
                    .AddWatchfloorBackground();
                Furnish(host.Services);
            }
        );
        _cluster = builder.Build();
        await _cluster.DeployAsync();
    }

    /// <summary>What a room has besides, or instead.</summary>
    protected virtual void Furnish(IServiceCollection services) { }

    /// <summary>All that lives in memory is gone.</summary>
    protected async Task Restart()
    {
        await _cluster.DisposeAsync();
        await InitializeAsync();
    }

    /// <summary>Waits for what must come by outbox, alarm or stream.</summary>
    protected async Task<T> Eventually<T>(Func<Task<T>> look, Predicate<T> right)
    {
        using var hopeless = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        hopeless.CancelAfter(Patience);
        using var rest = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (true)
        {
            Clock.AdvanceTo(Clock.GetUtcNow()); // timers without a wait ring
            var seen = await look();
            if (right(seen))
                return seen;
            if (hopeless.IsCancellationRequested)
                Assert.Fail($"last seen: {seen}");
            await rest.WaitForNextTickAsync(Cancellation);
        }
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await _cluster.DisposeAsync();
        _data.Delete(recursive: true);
    }

    sealed class NothingSealed : ISecrets
    {
        public string Open(string sealedValue) => sealedValue;
    }
}
