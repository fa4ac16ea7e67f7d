namespace Orleans.Runtime;

/// <summary>
/// A stack that many threads push to and one drains whole. Its head is also the "scheduled" flag: null means nobody works on it, so the
/// interlocked exchange that pushes an item and the one that goes idle cannot miss each other.
/// </summary>
struct Mailbox
{
    static readonly Item Busy = new Order(static _ => { });

    Item? _top;

    internal readonly bool IsIdle => Volatile.Read(in _top) is null;

    /// <summary>The items that nobody took yet, newest first; for observers only.</summary>
    internal readonly Item? Peek => Volatile.Read(in _top) is { } top && top != Busy ? top : null;

    internal readonly int Count => Peek?.Depth ?? 0;

    /// <summary>True when the caller must schedule the owner.</summary>
    internal bool Push(Item item)
    {
        Item? old;
        do
        {
            old = Volatile.Read(ref _top);
            var empty = old is null || old == Busy;
            item.Next = empty ? null : old;
            item.Depth = empty ? 1 : old!.Depth + 1;
        } while (Interlocked.CompareExchange(ref _top, item, old) != old);
        return old is null;
    }

    /// <summary>All items, oldest first, or null when there are none; the owner stays scheduled.</summary>
    internal Item? TakeAll()
    {
        var top = Interlocked.Exchange(ref _top, Busy);
        if (top is null || top == Busy)
            return null;
        Item? oldest = null;
        while (top is not null)
            (top.Next, oldest, top) = (oldest, top, top.Next);
        return oldest;
    }

    /// <summary>False when something came in meanwhile: the owner goes on.</summary>
    internal bool TryGoIdle() => Interlocked.CompareExchange(ref _top, null, Busy) == Busy;
}
