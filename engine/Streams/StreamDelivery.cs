using Microsoft.Extensions.Logging;
using Orleans.Codec;
using Orleans.Runtime;
using Orleans.Streams.Core;

namespace Orleans.Streams;

/// <summary>Items on their way to one subscriber: a call of its own kind, which ends when the observer has taken them all.</summary>
abstract class Delivery : Request<Nothing>
{
    internal override bool IsFiltered => false;

    /// <summary>Gives the items to the observer that this activation has attached to the subscription.</summary>
    protected async Task Take(object grain, MemoryStreamProvider provider, Subscription to)
    {
        provider.Adopt(to);
        var observers = Target!.Observers;
        if (!observers.ContainsKey(to) && grain is IStreamSubscriptionObserver subscriber)
            await subscriber.OnSubscribed(new HandleFactory(provider, to));
        if (!observers.TryGetValue(to, out var found))
            throw new InvalidOperationException(
                $"{to.Grain} is subscribed to {to.Stream} but resumed no observer in OnSubscribed or OnActivateAsync."
            );
        await Feed(found);
    }

    protected abstract Task Feed(object observer);

    sealed class HandleFactory(MemoryStreamProvider provider, Subscription subscription) : IStreamSubscriptionHandleFactory
    {
        public StreamId StreamId => subscription.Stream;

        public string ProviderName => provider.Name;

        public StreamSubscriptionHandle<TItem> Create<TItem>() => new MemoryHandle<TItem>(provider, subscription);
    }
}

/// <summary>A delivery as its publisher knows it; over a connection it becomes an <see cref="ArrivedItems"/>.</summary>
sealed class StreamDelivery<T> : Delivery
{
    readonly Attempts _attempts;

    StreamDelivery(Attempts attempts) => _attempts = attempts;

    public override Task Call(object grain) => Take(grain, _attempts.Provider, _attempts.To);

    protected override Task Feed(object observer) => _attempts.Feed(observer);

    public override void Encode(Writer writer) => _attempts.Encode(writer);

    public override void Decode(Reader reader) => throw new NotSupportedException("It arrives as another kind of call.");

    internal override void DecodeResult(Reader reader) => _attempts.DecodeResult(reader);

    /// <summary>
    /// Delivers until it worked or the subscriber failed too often; what it took before a failure is not given to it again, unless the
    /// connection to it was lost. A fresh activation may take what the last one could not, hence the repetition.
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
                    await StreamConsumer.Of(provider.References, to.Grain).Send(new StreamDelivery<T>(this), 0);
                    return;
                }
                catch (Exception fault) when (attempt < Most && fault is not TimeoutException)
                {
                    provider.Logger.LogWarning(
                        fault,
                        "{Grain} failed to take an item of {Stream}; attempt {Attempt}.",
                        to.Grain,
                        to.Stream,
                        attempt
                    );
                    await Task.Delay(TimeSpan.FromMilliseconds(10 << attempt), clock);
                }
        }

        internal Task Feed(object observer) => Items<T>.Feed(observer, items, token, _taken, taken => _taken = taken);

        internal void Encode(Writer writer) =>
            ArrivedItems.Encode(
                writer,
                provider.Name,
                to,
                token,
                _taken,
                _taken == 0 && items is T[] all ? all : items.Skip(_taken).ToArray()
            );

        internal void DecodeResult(Reader reader)
        {
            _taken = Codecs.Read<int>(reader);
            if (Codecs.Read<Exception?>(reader) is { } fault)
                throw fault;
        }
    }
}
