using System.Collections.Concurrent;
using Orleans.Calls;
using Orleans.Codec;
using Orleans.Runtime;
using Orleans.Streams.Core;
using Orleans.Transport;

namespace Orleans.Streams;

/// <summary>
/// Items that came over a connection. Its answer is how many were taken, and what stopped the observer: so the publisher goes on with the
/// first that was not.
/// </summary>
sealed class ArrivedItems : Delivery
{
    string _provider = "";
    Subscription _to = null!;
    StreamSequenceToken _token = null!;
    int _taken;
    Array _items = Array.Empty<object>();
    Exception? _fault;

    internal static void Encode(Writer writer, string provider, Subscription to, StreamSequenceToken token, int taken, Array items)
    {
        Codecs.Write(writer, provider);
        Codecs.Write(writer, to);
        Codecs.Write(writer, token);
        Codecs.Write(writer, taken);
        Codecs.Write<object?>(writer, items);
    }

    public override void Encode(Writer writer) => Encode(writer, _provider, _to, _token, _taken, _items);

    public override void Decode(Reader reader)
    {
        _provider = Codecs.Read<string>(reader);
        _to = Codecs.Read<Subscription>(reader);
        _token = Codecs.Read<StreamSequenceToken>(reader);
        _taken = Codecs.Read<int>(reader);
        _items = (Array)Codecs.Read<object?>(reader)!;
    }

    public override async Task Call(object grain)
    {
        try
        {
            await Take(grain, (MemoryStreamProvider)MemoryStreamProvider.Find(Target!.Silo.Services, _provider), _to);
        }
        catch (Exception fault)
        {
            _fault = fault;
        }
    }

    protected override Task Feed(object observer)
    {
        var before = _taken;
        return Items.Of(_items.GetType().GetElementType()!).Feed(observer, _items, _token, before, taken => _taken = taken);
    }

    internal override void EncodeResult(Writer writer)
    {
        Codecs.Write(writer, _taken);
        Codecs.Write(writer, _fault is null || Travels(_fault) ? _fault : new OrleansException($"{_fault.GetType()}: {_fault.Message}"));
    }

    static bool Travels(Exception fault)
    {
        try
        {
            using var writer = new Writer();
            Codecs.Write<Exception?>(writer, fault);
            return true;
        }
        catch (Serialization.SerializerException)
        {
            return false;
        }
    }
}

/// <summary>Items of a type that is known at run time only.</summary>
abstract class Items
{
    static readonly ConcurrentDictionary<Type, Items> Known = new();

    internal static Items Of(Type type) =>
        Known.GetOrAdd(type, static type => (Items)Activator.CreateInstance(typeof(Items<>).MakeGenericType(type))!);

    /// <summary>The first of the items is that after those that were taken.</summary>
    internal abstract Task Feed(object observer, Array items, StreamSequenceToken token, int taken, Action<int> count);
}

sealed class Items<T> : Items
{
    internal override Task Feed(object observer, Array items, StreamSequenceToken token, int taken, Action<int> count) =>
        Feed(observer, new Tail((T[])items, taken), token, taken, count);

    internal static async Task Feed(object observer, IReadOnlyList<T> items, StreamSequenceToken token, int taken, Action<int> count)
    {
        var takes = observer as IAsyncObserver<T> ?? throw new InvalidCastException($"{observer.GetType()} does not observe {typeof(T)}.");
        for (; taken < items.Count; count(++taken))
            await takes.OnNextAsync(items[taken], items.Count == 1 ? token : new StreamPosition(token.SequenceNumber, taken));
    }

    /// <summary>A batch whose first items were taken elsewhere.</summary>
    sealed class Tail(T[] rest, int taken) : IReadOnlyList<T>
    {
        public T this[int index] => rest[index - taken];

        public int Count => rest.Length + taken;

        public IEnumerator<T> GetEnumerator() => rest.AsEnumerable().GetEnumerator();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}

/// <summary>The subscriber as the target of a call.</summary>
sealed class StreamConsumer : GrainProxy
{
    /// <summary>The name of deliveries among silos: no interface has an empty one.</summary>
    static readonly byte[] Name = [0, 0, 1];

    static readonly InterfaceShape Consumer = new(
        typeof(IStreamSubscriptionObserver),
        [
            new(
                typeof(IStreamSubscriptionObserver).GetMethod(nameof(IStreamSubscriptionObserver.OnSubscribed))!,
                typeof(IStreamSubscriptionObserver)
            )
            {
                Blank = static () => new ArrivedItems(),
                WireName = Name,
            },
        ],
        static () => new StreamConsumer()
    );

    /// <summary>From now on deliveries of other silos are understood.</summary>
    internal static void Introduce() => MethodNames.Add(Name, new(Consumer, Consumer.Methods[0]));

    internal static GrainProxy Of(References references, GrainId id) => references.Make(Consumer, id);
}
