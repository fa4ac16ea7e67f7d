using System.Reflection;
using Microsoft.Extensions.Logging;
using Orleans.Calls;
using Orleans.Codec;
using Orleans.Runtime;
using Orleans.Streams.Core;

namespace Orleans.Streams;

/// <summary>Items on their way to one subscriber: a call of its own kind, which ends when the observer has taken them all.</summary>
sealed class StreamDelivery<T> : Request<Nothing>
{
    readonly Attempts _attempts;

    StreamDelivery(Attempts attempts) => _attempts = attempts;

    internal override bool IsFiltered => false;

    public override Task Call(object grain) => Take(grain);

    public override void Encode(Writer writer) => throw new NotSupportedException("A delivery stays in its silo.");

    public override void Decode(Reader reader) => throw new NotSupportedException("A delivery stays in its silo.");

    async Task Take(object grain)
    {
        var to = _attempts.To;
        var observers = Target!.Observers;
        if (!observers.ContainsKey(to) && grain is IStreamSubscriptionObserver subscriber)
            await subscriber.OnSubscribed(new HandleFactory(_attempts.Provider, to));
        if (!observers.TryGetValue(to, out var found))
            throw new InvalidOperationException(
                $"{to.Grain} is subscribed to {to.Stream} but resumed no observer in OnSubscribed or OnActivateAsync."
            );
        var observer =
            found as IAsyncObserver<T> ?? throw new InvalidCastException($"{to.Grain} does not observe {typeof(T)} on {to.Stream}.");
        await _attempts.Feed(observer);
    }

    /// <summary>
    /// Delivers until it worked or the subscriber failed too often; what it took before a failure is not given to it again. A fresh
    /// activation may take what the last one could not, hence the repetition.
    /// </summary>
    internal sealed class Attempts(
        MemoryStreamProvider provider,
        Subscription to,
        IReadOnlyList<T> items,
        StreamSequenceToken token,
        TimeProvider clock
    )
    {
        const int Most = 5;

        int _taken;

        internal MemoryStreamProvider Provider => provider;

        internal Subscription To => to;

        internal async Task Run()
        {
            for (var attempt = 1; ; attempt++)
                try
                {
                    await new StreamConsumer(provider.Silo, to.Grain).Send(new StreamDelivery<T>(this), 0);
                    return;
                }
                catch (Exception fault) when (attempt < Most && fault is not TimeoutException)
                {
                    provider.Silo.Logger.LogWarning(
                        fault,
                        "{Grain} failed to take an item of {Stream}; attempt {Attempt}.",
                        to.Grain,
                        to.Stream,
                        attempt
                    );
                    await Task.Delay(TimeSpan.FromMilliseconds(10 << attempt), clock);
                }
        }

        internal async Task Feed(IAsyncObserver<T> observer)
        {
            for (; _taken < items.Count; _taken++)
                await observer.OnNextAsync(items[_taken], items.Count == 1 ? token : new StreamPosition(token.SequenceNumber, _taken));
        }
    }

    sealed class HandleFactory(MemoryStreamProvider provider, Subscription subscription) : IStreamSubscriptionHandleFactory
    {
        public StreamId StreamId => subscription.Stream;

        public string ProviderName => provider.Name;

        public StreamSubscriptionHandle<TItem> Create<TItem>() => new MemoryHandle<TItem>(provider, subscription);
    }
}

/// <summary>The subscriber as the target of a call.</summary>
sealed class StreamConsumer : GrainProxy
{
    static readonly MethodInfo Take = typeof(IStreamSubscriptionObserver).GetMethod(nameof(IStreamSubscriptionObserver.OnSubscribed))!;

    static readonly InterfaceShape Consumer = new(
        typeof(IStreamSubscriptionObserver),
        [new MethodShape(Take, typeof(IStreamSubscriptionObserver))],
        static () => throw new NotSupportedException()
    );

    internal StreamConsumer(Silo silo, GrainId id)
    {
        References = silo.References;
        Shape = Consumer;
        Id = id;
    }
}
