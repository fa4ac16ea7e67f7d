namespace Orleans.Runtime;

/// <summary>
/// The turn that a thread works on, until it ends or is first made to wait. It stands here and not in the activation, since most turns do
/// neither keep nor wait: a long-lived object that refers to a young one is looked at by the next collection, however short that was.
/// </summary>
sealed class Desk
{
    static readonly Lock Gate = new();

    // Threads end, and their desks with them.
    static volatile WeakReference<Desk>[] s_all = [];

    [ThreadStatic]
    static Desk? s_mine;

    Turn? _turn;
    Item? _rest;

    Desk()
    {
        lock (Gate)
            s_all = [.. s_all.Where(static desk => desk.TryGetTarget(out _)), new(this)];
    }

    internal static Desk Mine => s_mine ??= new();

    internal Turn? Turn
    {
        get => Volatile.Read(ref _turn);
        set => Volatile.Write(ref _turn, value);
    }

    /// <summary>What the thread has taken from its activation and not yet come to, oldest first: it lies in no mailbox any more.</summary>
    internal Item? Rest
    {
        set => Volatile.Write(ref _rest, value);
    }

    /// <summary>The calls that this thread handed to the pool. It keeps them alone; the watch reads them, and takes out what has begun.</summary>
    internal HandedOver HandedOver { get; } = new();

    /// <summary>
    /// What lies on the desks at the moment, or waits for a thread of the pool, of all silos of the process. Read while threads work: what moves just then may be missed, or seen
    /// twice.
    /// </summary>
    internal static IEnumerable<Item> Items => All.SelectMany(static desk => desk.Lying);

    /// <summary>The turn that a thread works on at the moment for this activation.</summary>
    internal static Turn? TurnOf(Activation activation) =>
        Mine.Turn is { } mine && mine.Target == activation
            ? mine
            : All.Select(static desk => desk.Turn).FirstOrDefault(turn => turn?.Target == activation);

    static IEnumerable<Desk> All
    {
        get
        {
            foreach (var one in s_all)
                if (one.TryGetTarget(out var desk))
                    yield return desk;
        }
    }

    IEnumerable<Item> Lying
    {
        get
        {
            for (var item = Volatile.Read(ref _rest); item is not null; item = item.Next)
                yield return item;
            if (Turn is { } turn)
                yield return turn;
            foreach (var request in HandedOver.NotBegun)
                yield return request;
        }
    }
}
