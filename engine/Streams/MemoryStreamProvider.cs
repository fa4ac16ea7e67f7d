using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;

namespace Orleans.Streams;

/// <summary>The streams of one name in one silo: who is subscribed, and the way of items to them.</summary>
sealed class MemoryStreamProvider(string name, Silo silo, TimeProvider clock) : IStreamProvider
{
    readonly ConcurrentDictionary<StreamId, ImmutableArray<Subscription>> _explicit = new();
    readonly ConcurrentDictionary<string, GrainClass[]> _implicit = new(StringComparer.Ordinal);
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

    internal void Unsubscribe(Subscription subscription)
    {
        while (_explicit.TryGetValue(subscription.Stream, out var before))
        {
            var after = before.Remove(subscription);
            var done = after.IsEmpty
                ? _explicit.TryRemove(new(subscription.Stream, before))
                : _explicit.TryUpdate(subscription.Stream, after, before);
            if (done)
                return;
        }
    }

    IEnumerable<Subscription> Implicit(StreamId stream) =>
        from kind in _implicit.GetOrAdd(stream.GetNamespace() ?? "", KindsOf)
        select new Subscription(stream, GrainId.Create(kind.Name, stream.GetKeyAsString()), null);

    GrainClass[] KindsOf(string streamNamespace) => [.. Silo.Kinds.All.Where(kind => kind.ImplicitNamespaces.Contains(streamNamespace))];
}

/// <summary>One grain, subscribed to one stream: by its class, or by itself under a number of its own.</summary>
sealed record Subscription(StreamId Stream, GrainId Grain, Guid? Own)
{
    internal Guid Id => Own ?? new(SHA256.HashData(Encoding.UTF8.GetBytes($"{Grain} {Stream}")).AsSpan(0, 16));
}
