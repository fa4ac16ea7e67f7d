namespace Watchfloor.Live;

/// <summary>
/// What all who look were told last of the events that changed lately. One whose escalation or page changed, and that looks as it did, is no news
/// for a screen. Whoever comes may have seen something else: then it forgets all.
/// </summary>
sealed class LastTold
{
    const int Most = 4096; // in each of two halves: the older one goes when the younger is full

    Dictionary<(TenantId, string), ReadOnlyMemory<byte>> _young = [];
    Dictionary<(TenantId, string), ReadOnlyMemory<byte>> _old = [];

    /// <summary>False where it looks as it was told last. Remembers it.</summary>
    public bool IsNews(LiveChange change)
    {
        var key = (change.Tenant, change.Event.Id);
        if ((_young.TryGetValue(key, out var last) || _old.TryGetValue(key, out last)) && last.Span.SequenceEqual(change.Json.Span))
            return false;
        if (_young.Count == Most)
            (_old, _young) = (_young, []);
        _young[key] = change.Json;
        return true;
    }

    public void Forget()
    {
        _young = [];
        _old = [];
    }
}
