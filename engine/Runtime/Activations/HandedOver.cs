namespace Orleans.Runtime;

/// <summary>
/// The calls with a deadline that one thread handed to the pool, until they begin. A pool that has no thread for them may leave them there for
/// longer than their callers wait. Most are taken up by the same thread at once, so it is a stack; those that another thread took stay until
/// the watch comes by or there is no more room.
/// </summary>
sealed class HandedOver
{
    const int Least = 16;

    Request?[] _calls = new Request?[Least];

    // Of the one thread that writes here.
    int _count;

    internal void Add(Request call)
    {
        while (_count > 0 && _calls[_count - 1] is null)
            _count--;
        if (_count == _calls.Length)
            MakeRoom();
        Volatile.Write(ref _calls[_count++], call);
    }

    /// <summary>The thread itself has come to it.</summary>
    internal void TakeUp(Item? item)
    {
        if (_count > 0 && _calls[_count - 1] == item)
            _calls[--_count] = null;
    }

    /// <summary>Those that still wait for a thread. The others are forgotten, and whatever hangs on them.</summary>
    internal IEnumerable<Request> NotBegun
    {
        get
        {
            var calls = Volatile.Read(ref _calls);
            for (var place = 0; place < calls.Length; place++)
                if (Volatile.Read(ref calls[place]) is { } call)
                    if (IsOver(call))
                        Interlocked.CompareExchange(ref calls[place], null, call);
                    else
                        yield return call;
        }
    }

    static bool IsOver(Request call) => call.HasBegun || call.IsAnswered;

    void MakeRoom()
    {
        Request?[] left = [.. _calls.Where(static call => call is not null && !IsOver(call))];
        _count = left.Length;
        Array.Resize(ref left, Math.Max(Least, 2 * left.Length));
        Volatile.Write(ref _calls, left);
    }
}
