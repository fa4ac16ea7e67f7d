using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Orleans.Streams;

/// <summary>The streams of one name as one process sees them: who is subscribed, and the way of items to them.</summary>
/// <param name="shared">Who has subscribed himself anywhere in the cluster; null where one silo is the cluster.</param>
sealed class MemoryStreamProvider(
    string name,
    References references,
    GrainKinds kinds,
    ILogger logger,
    TimeProvider clock,
    SharedSubscriptions? shared
) : IStreamProvider
{
    readonly ConcurrentDictionary<StreamId, ImmutableArray<Subscription>> _explicit = new();
    readonly ConcurrentDictionary<string, GrainClass[]> _implicit = new(StringComparer.Ordinal);
    readonly StreamLanes _lanes = new();
    long _published;

    public string Name { get; } = name;

    public bool IsRewindable => false;

    internal References References { get; } = references;

    internal ILogger Logger { get; } = logger;

    public IAsyncStream<T> GetStream<T>(StreamId streamId) => new MemoryStream<T>(this, streamId, static item => item);

    internal static void AddTo(IServiceCollection services, string name) =>
        services.AddKeyedSingleton<IStreamProvider>(
            name,
            (provider, _) =>
            {
                var silo = provider.GetRequiredService<Silo>();
                var clock = provider.GetRequiredKeyedService<TimeProvider>(StreamingTimeProviderNames.Streaming);
                var shared = silo.Cluster is { } cluster ? new SharedSubscriptions(name, silo.References, silo.Logger, cluster) : null;
                return new MemoryStreamProvider(name, silo.References, silo.Kinds, silo.Logger, clock, shared);
            }
        );

    internal static IStreamProvider Find(IServiceProvider services, string name) =>
        services.GetKeyedService<IStreamProvider>(name) ?? throw new KeyNotFoundException($"No stream provider is named '{name}'.");

    /// <summary>Returns when every subscriber has taken every item; items of one stream never overtake each other.</summary>
    internal Task Publish<T>(StreamId stream, IReadOnlyList<T> items, StreamSequenceToken? token)
    {
        token ??= new StreamPosition(Interlocked.Increment(ref _published), 0);
        return _lanes.Run(stream, () => Deliver(stream, items, token));
    }

    async Task Deliver<T>(StreamId stream, IReadOnlyList<T> items, StreamSequenceToken token) =>
        await Task.WhenAll(
            (await SubscriptionsOf(stream)).Select(to => new StreamDelivery<T>.Attempts(this, to, items, token, clock).Run())
        );

    internal async ValueTask<IEnumerable<Subscription>> SubscriptionsOf(StreamId stream) =>
        Implicit(stream)
            .Concat(shared is null ? _explicit.GetValueOrDefault(stream, ImmutableArray<Subscription>.Empty) : await shared.Of(stream));

    internal async Task<Subscription> Subscribe(StreamId stream, GrainId grain)
    {
        var added = new Subscription(stream, grain, Guid.NewGuid());
        if (shared is null)
            _explicit.AddOrUpdate(stream, [added], (_, before) => before.Add(added));
        else
            await shared.Add(added);
        return added;
    }

    internal Task Unsubscribe(Subscription subscription)
    {
        if (shared is not null)
            return shared.Remove(subscription);
        while (_explicit.TryGetValue(subscription.Stream, out var before))
        {
            var after = before.Remove(subscription);
            var done = after.IsEmpty
                ? _explicit.TryRemove(new(subscription.Stream, before))
                : _explicit.TryUpdate(subscription.Stream, after, before);
            if (done)
                break;
        }
        return Task.CompletedTask;
    }

    /// <summary>The subscriber lives here now: this silo remembers his subscription for the others.</summary>
    internal void Adopt(Subscription subscription) => shared?.Adopt(subscription);

    IEnumerable<Subscription> Implicit(StreamId stream) =>
        from kind in _implicit.GetOrAdd(stream.GetNamespace() ?? "", KindsOf)
        select new Subscription(stream, GrainId.Create(kind.Name, stream.GetKeyAsString()), null);

    GrainClass[] KindsOf(string streamNamespace) => [.. kinds.All.Where(kind => kind.ImplicitNamespaces.Contains(streamNamespace))];
}

/// <summary>One grain, subscribed to one stream: by its class, or by itself under a number of its own.</summary>
[GenerateSerializer, Immutable, Alias("Orleans.StreamSubscription")]
sealed record Subscription([property: Id(0)] StreamId Stream, [property: Id(1)] GrainId Grain, [property: Id(2)] Guid? Own)
{
    internal Guid Id => Own ?? new(SHA256.HashData(Encoding.UTF8.GetBytes($"{Grain} {Stream}")).AsSpan(0, 16));
}
