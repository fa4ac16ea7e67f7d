using System.Diagnostics.CodeAnalysis;

namespace Watchfloor.Events;

/// <summary>Remembers the newest few answers; the oldest are forgotten. Takes no room until it is told one: most places never are.</summary>
sealed class Recent<TKey, TValue>(int most)
    where TKey : notnull
{
    Dictionary<TKey, TValue>? _known;
    Queue<TKey>? _order;

    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        if (_known is not null)
            return _known.TryGetValue(key, out value);
        value = default;
        return false;
    }

    public void Set(TKey key, TValue value)
    {
        (_known, _order) = (_known ?? [], _order ?? []);
        if (_known.TryAdd(key, value))
            _order.Enqueue(key);
        else
            _known[key] = value;
        while (_order.Count > most)
            _known.Remove(_order.Dequeue());
    }
}
