namespace Watchfloor.Events;

/// <summary>Remembers the newest few answers; the oldest are forgotten.</summary>
sealed class Recent<TKey, TValue>(int most)
    where TKey : notnull
{
    readonly Dictionary<TKey, TValue> _known = [];
    readonly Queue<TKey> _order = [];

    public bool TryGet(TKey key, [System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out TValue value) =>
        _known.TryGetValue(key, out value);

    public void Set(TKey key, TValue value)
    {
        if (_known.TryAdd(key, value))
            _order.Enqueue(key);
        else
            _known[key] = value;
        while (_order.Count > most)
            _known.Remove(_order.Dequeue());
    }
}
