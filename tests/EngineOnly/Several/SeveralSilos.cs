using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.TestingHost;
using Watchfloor.Tests.Engine;

namespace Watchfloor.Tests.EngineOnly.Several;

/// <summary>A cluster of several silos on sockets of this machine, and a client.</summary>
sealed class SeveralSilos : IAsyncDisposable
{
    readonly InProcessTestCluster _cluster;

    SeveralSilos(InProcessTestCluster cluster) => _cluster = cluster;

    public InProcessTestCluster Cluster => _cluster;

    public IClusterClient Client => _cluster.Client;

    public static async Task<SeveralSilos> Start(
        short count,
        Action<ISiloBuilder>? configure = null,
        TimeSpan? patience = null,
        Action<IClientBuilder>? configureClient = null
    )
    {
        var builder = new InProcessTestClusterBuilder(count);
        var time = patience ?? TimeSpan.FromSeconds(20);
        builder.ConfigureSilo(
            (_, silo) =>
            {
                silo.Configure<SiloMessagingOptions>(options => options.ResponseTimeout = time);
                silo.AddMemoryStreams("telemetry").AddMemoryGrainStorage("PubSubStore");
                configure?.Invoke(silo);
            }
        );
        builder.ConfigureClient(client =>
        {
            client.AddMemoryStreams("telemetry").Configure<ClientMessagingOptions>(options => options.ResponseTimeout = time);
            configureClient?.Invoke(client);
        });
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return new(cluster);
    }

    public IGrainFactory Inside(int silo) => _cluster.Silos[silo].ServiceProvider.GetRequiredService<IGrainFactory>();

    public T Inside<T>(int silo, string key)
        where T : notnull => _cluster.Silos[silo].ServiceProvider.GetRequiredKeyedService<T>(key);

    /// <summary>Keys that no other test uses.</summary>
    public static string[] Keys(int count) => [.. Enumerable.Range(0, count).Select(static _ => EngineCluster.NewKey())];

    /// <summary>A key that places a grain of that kind in that silo as things are.</summary>
    public string KeyOf(string type, int silo)
    {
        var cluster = _cluster.Silos[0].ServiceProvider.GetRequiredService<Orleans.Clustering.ICluster>();
        var wanted = _cluster.Silos[silo].SiloAddress;
        while (true)
        {
            var key = EngineCluster.NewKey();
            if (wanted.Equals(cluster.OwnerOf(GrainId.Create(type, key))))
                return key;
        }
    }

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();
}

[Alias("test.IPlace")]
public interface IPlace : IGrainWithStringKey
{
    [Alias("Where")]
    Task<string> Where();

    [Alias("Count")]
    Task<int> Count();

    [Alias("Beside")]
    Task<string> WhereIs(string other);

    [Alias("Source")]
    Task<string?> Source();

    [Alias("SourceBehind")]
    Task<string?> SourceBehind(string other);

    [Alias("Hold")]
    Task Hold(string entered, string release);

    [Alias("Note"), Orleans.Concurrency.OneWay]
    Task Note(string signal);
}

/// <summary>Says where it lives, and how many of it live at a time.</summary>
[GrainType("test-place")]
public sealed class PlaceGrain(ILocalSiloDetails silo) : Grain, IPlace, IIncomingGrainCallFilter
{
    static readonly System.Collections.Concurrent.ConcurrentDictionary<string, int> Alive = new();

    GrainId? _source;
    int _count;

    /// <summary>Grains of which two lived at a time.</summary>
    public static System.Collections.Concurrent.ConcurrentBag<string> Doubles { get; } = [];

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (Alive.AddOrUpdate(this.GetPrimaryKeyString(), 1, static (_, before) => before + 1) > 1)
            Doubles.Add(this.GetPrimaryKeyString());
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        Alive.AddOrUpdate(this.GetPrimaryKeyString(), 0, static (_, before) => before - 1);
        return Task.CompletedTask;
    }

    public Task Invoke(IIncomingGrainCallContext context)
    {
        _source = context.SourceId;
        return context.Invoke();
    }

    public Task<string> Where() => Task.FromResult(silo.SiloAddress.ToParsableString());

    public Task<int> Count() => Task.FromResult(++_count);

    public Task<string> WhereIs(string other) => GrainFactory.GetGrain<IPlace>(other).Where();

    public Task<string?> Source() => Task.FromResult(_source?.ToString());

    public Task<string?> SourceBehind(string other) => GrainFactory.GetGrain<IPlace>(other).Source();

    public async Task Hold(string entered, string release)
    {
        Signals.Raise(entered);
        await Signals.Wait(release);
    }

    public Task Note(string signal)
    {
        Signals.Raise(signal);
        return Task.CompletedTask;
    }
}
