namespace Orleans.Runtime;

/// <summary>
/// Who works, and what came meanwhile: a stack that many threads add to and the one that works takes whole. What finds nobody at work never
/// lies here. Its word is a number and not a reference, because the collector looks at every long-lived object that a reference was written to.
/// </summary>
struct Mailbox
{
    const int Idle = 0;
    const int AtWork = 1;

    /// <summary>At work, and something came since the worker looked.</summary>
    const int HasMail = 2;

    Item? _top;
    int _state;
    bool _isHandedOver;

    internal readonly bool IsIdle => Volatile.Read(in _state) == Idle;

    /// <summary>The items that nobody took yet, newest first; for observers only.</summary>
    internal readonly Item? Peek => Volatile.Read(in _top);

    /// <summary>How many wait, with the one that a thread is yet to take up.</summary>
    internal readonly int Count => (Peek?.Depth ?? 0) + (Volatile.Read(in _isHandedOver) ? 1 : 0);

    /// <summary>False when somebody works already; otherwise the caller hands his item to a thread.</summary>
    internal bool TryHandOver()
    {
        if (!TryBegin())
            return false;
        Volatile.Write(ref _isHandedOver, true);
        return true;
    }

    /// <summary>The thread has taken up what was handed to it.</summary>
    internal void TakeUp() => Volatile.Write(ref _isHandedOver, false);

    bool TryBegin() => Interlocked.CompareExchange(ref _state, AtWork, Idle) == Idle;

    /// <summary>For whoever works to take. True when he has gone meanwhile and the caller is the one who works.</summary>
    internal bool Add(Item item)
    {
        Item? old;
        do
        {
            old = Volatile.Read(ref _top);
            item.Next = old;
            item.Depth = old is null ? 1 : old.Depth + 1;
        } while (Interlocked.CompareExchange(ref _top, item, old) != old);
        // While mail is announced nobody goes idle, so nothing that the same caller adds later comes to work before this.
        while (Interlocked.CompareExchange(ref _state, HasMail, AtWork) == Idle)
            if (TryBegin())
                return true;
        return false;
    }

    /// <summary>All items, oldest first, or null when there are none; for whoever works.</summary>
    internal Item? TakeAll()
    {
        if (Peek is null)
            return null;
        var top = Interlocked.Exchange(ref _top, null);
        Item? oldest = null;
        while (top is not null)
            (top.Next, oldest, top) = (oldest, top, top.Next);
        return oldest;
    }

    /// <summary>False when something came in meanwhile: whoever works looks again.</summary>
    internal bool TryGoIdle()
    {
        if (Interlocked.CompareExchange(ref _state, Idle, AtWork) == AtWork)
            return true;
        Interlocked.Exchange(ref _state, AtWork);
        return false;
    }
}
