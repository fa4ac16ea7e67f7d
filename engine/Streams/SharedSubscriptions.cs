using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Orleans.Clustering;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace Orleans.Streams;

/// <summary>
/// The subscriptions of grains that subscribed themselves, in a cluster of several silos. A stream's are kept by the registry of its hash,
/// wherever that lives; publishers know them for a second. Whoever has a subscriber in memory remembers his subscriptions and tells the
/// registry again when members change, so they are lost only together with the silo of the subscriber.
/// </summary>
sealed class SharedSubscriptions
{
    const int Registries = 64;
    static readonly TimeSpan Freshness = TimeSpan.FromSeconds(1);

    readonly string _provider;
    readonly References _references;
    readonly ILogger _logger;
    readonly ConcurrentDictionary<Guid, Subscription> _here = new();
    readonly Known?[] _known = new Known?[Registries];

    internal SharedSubscriptions(string provider, References references, ILogger logger, ICluster cluster)
    {
        (_provider, _references, _logger) = (provider, references, logger);
        cluster.Installed += before => ThreadPool.QueueUserWorkItem(static self => _ = self.TellAgain(), this, preferLocal: false);
    }

    internal async ValueTask<IEnumerable<Subscription>> Of(StreamId stream)
    {
        var number = NumberOf(stream);
        var known = Volatile.Read(ref _known[number]);
        if (known is null || known.IsOld)
            Volatile.Write(ref _known[number], known = new(RegistryOf(number).All()));
        var all = await known.All;
        return all.IsEmpty ? [] : all.Where(subscription => subscription.Stream == stream);
    }

    internal async Task Add(Subscription subscription)
    {
        await RegistryOf(NumberOf(subscription.Stream)).Add(subscription);
        _here[subscription.Id] = subscription;
        Forget(subscription.Stream);
    }

    internal async Task Remove(Subscription subscription)
    {
        _here.TryRemove(subscription.Id, out _);
        await RegistryOf(NumberOf(subscription.Stream)).Remove(subscription);
        Forget(subscription.Stream);
    }

    internal void Adopt(Subscription subscription)
    {
        if (subscription.Own is not null)
            _here.TryAdd(subscription.Id, subscription);
    }

    async Task TellAgain()
    {
        foreach (var subscription in _here.Values)
            try
            {
                await RegistryOf(NumberOf(subscription.Stream)).Add(subscription);
            }
            catch (Exception fault)
            {
                _logger.LogWarning(
                    fault,
                    "The registry of {Stream} could not be told of {Grain}.",
                    subscription.Stream,
                    subscription.Grain
                );
            }
    }

    void Forget(StreamId stream) => Volatile.Write(ref _known[NumberOf(stream)], null);

    IStreamRegistry RegistryOf(int number) => _references.GetGrain<IStreamRegistry>($"{_provider}/{number}");

    /// <summary>The same in every process.</summary>
    static int NumberOf(StreamId stream)
    {
        var hash = 2166136261u;
        foreach (var letter in stream.ToString())
            hash = (hash ^ letter) * 16777619u;
        return (int)(hash % Registries);
    }

    sealed class Known(Task<ImmutableArray<Subscription>> all)
    {
        readonly long _until = Environment.TickCount64 + (long)Freshness.TotalMilliseconds;

        internal Task<ImmutableArray<Subscription>> All => all;

        internal bool IsOld => all.IsFaulted || all.IsCanceled || (all.IsCompleted && Environment.TickCount64 > _until);
    }
}

[Alias("Orleans.IStreamRegistry")]
interface IStreamRegistry : IGrainWithStringKey
{
    [Alias("Add")]
    Task Add(Subscription subscription);

    [Alias("Remove")]
    Task Remove(Subscription subscription);

    [Alias("All"), AlwaysInterleave, ReadOnly]
    Task<ImmutableArray<Subscription>> All();
}

/// <summary>Keeps what it is told, in memory.</summary>
[GrainType("orleans-stream-registry"), KeepAlive]
sealed class StreamRegistry : Grain, IStreamRegistry
{
    readonly Dictionary<Guid, Subscription> _all = [];

    public Task Add(Subscription subscription)
    {
        _all[subscription.Id] = subscription;
        return Task.CompletedTask;
    }

    public Task Remove(Subscription subscription)
    {
        _all.Remove(subscription.Id);
        return Task.CompletedTask;
    }

    public Task<ImmutableArray<Subscription>> All() => Task.FromResult(_all.Values.ToImmutableArray());
}
