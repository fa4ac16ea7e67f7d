using System.Diagnostics.CodeAnalysis;

namespace Watchfloor.Events;

/// <summary>
/// Remembers the newest few answers; the oldest are forgotten. Most places are told one thing, ever, and there are many places: the first takes
/// no room of its own.
/// </summary>
sealed class Recent<TKey, TValue>(int most)
    where TKey : notnull
{
    (TKey Key, TValue Value) _only;
    bool _isOne;
    Dictionary<TKey, TValue>? _known;
    Queue<TKey>? _order;

    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        if (_known is not null)
            return _known.TryGetValue(key, out value);
        value = _only.Value;
        return IsOnly(key);
    }

    public void Set(TKey key, TValue value)
    {
        if (_known is null && (!_isOne || IsOnly(key)))
            (_only, _isOne) = ((key, value), true);
        else
            Add(key, value);
    }

    bool IsOnly(TKey key) => _isOne && EqualityComparer<TKey>.Default.Equals(_only.Key, key);

    void Add(TKey key, TValue value)
    {
        if (_known is null || _order is null)
        {
            (_known, _order) = (new() { [_only.Key] = _only.Value }, new([_only.Key]));
            _only = default;
        }
        if (_known.TryAdd(key, value))
            _order.Enqueue(key);
        else
            _known[key] = value;
        while (_order.Count > most)
            _known.Remove(_order.Dequeue());
    }
}
