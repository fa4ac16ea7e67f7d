using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;

namespace Orleans.Streams;

/// <summary>The streams of one name in one silo: who is subscribed, and the way of items to them.</summary>
sealed class MemoryStreamProvider(string name, Silo silo, TimeProvider clock) : IStreamProvider
{
    readonly ConcurrentDictionary<StreamId, ImmutableArray<Subscription>> _explicit = new();
    readonly StreamLanes _lanes = new();
    long _published;

    public string Name { get; } = name;

    public bool IsRewindable => false;

    internal Silo Silo { get; } = silo;

    public IAsyncStream<T> GetStream<T>(StreamId streamId) => new MemoryStream<T>(this, streamId, static item => item);

    internal static void AddTo(IServiceCollection services, string name) =>
        services.AddKeyedSingleton<IStreamProvider>(
            name,
            (provider, _) =>
                new MemoryStreamProvider(
                    name,
                    provider.GetRequiredService<Silo>(),
                    provider.GetRequiredKeyedService<TimeProvider>(StreamingTimeProviderNames.Streaming)
                )
        );

    internal static IStreamProvider Find(IServiceProvider services, string name) =>
        services.GetKeyedService<IStreamProvider>(name) ?? throw new KeyNotFoundException($"No stream provider is named '{name}'.");

    /// <summary>Returns when every subscriber has taken every item; items of one stream never overtake each other.</summary>
    internal Task Publish<T>(StreamId stream, IReadOnlyList<T> items, StreamSequenceToken? token)
    {
        token ??= new StreamPosition(Interlocked.Increment(ref _published), 0);
        return _lanes.Run(
            stream,
            () => Task.WhenAll(SubscriptionsOf(stream).Select(to => new StreamDelivery<T>.Attempts(this, to, items, token, clock).Run()))
        );
    }

    internal IEnumerable<Subscription> SubscriptionsOf(StreamId stream) =>
        Implicit(stream).Concat(_explicit.GetValueOrDefault(stream, ImmutableArray<Subscription>.Empty));

    internal Subscription Subscribe(StreamId stream, GrainId grain)
    {
        var added = new Subscription(stream, grain, Guid.NewGuid());
        _explicit.AddOrUpdate(stream, [added], (_, before) => before.Add(added));
        return added;
    }

    internal void Unsubscribe(Subscription subscription) =>
        _explicit.AddOrUpdate(subscription.Stream, [], (_, before) => before.Remove(subscription));

    IEnumerable<Subscription> Implicit(StreamId stream) =>
        from kind in Silo.Kinds.All
        where kind.ImplicitNamespaces.Contains(stream.GetNamespace())
        let grain = GrainId.Create(kind.Name, stream.GetKeyAsString())
        select new Subscription(stream, grain, Subscription.ImplicitId(stream, grain));
}

/// <summary>One grain, subscribed to one stream.</summary>
sealed record Subscription(StreamId Stream, GrainId Grain, Guid Id)
{
    internal static Guid ImplicitId(StreamId stream, GrainId grain) =>
        new(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes($"{grain} {stream}")).AsSpan(0, 16));
}
