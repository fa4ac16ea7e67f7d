namespace Watchfloor.Store.Postgres;

/// <summary>
/// Writes that may wait a moment. While commits are under way they go along with the next batch, and cost no transaction of their own. Else, and
/// where none takes them in time, or what took them fails or hangs, they go by the side lane: what troubles one batch is none of their business,
/// unless it hangs between its last statement and its end. Then the side lane waits for their rows until the database gives that batch up.
/// </summary>
sealed class Passengers(Func<bool> areUnderWay, Func<Lane> side, TimeProvider time)
{
    /// <summary>So long for a batch to come by: longer than one takes where there is much to do.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(50);

    /// <summary>So long until the one that took them has ended. They can be written twice.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    readonly Lock _gate = new();
    readonly List<IWrite> _waiting = [];

    /// <param name="make">Makes the write, once more where it has to go another way; twice must be like once.</param>
    public async Task Add(Func<Write<bool>> make)
    {
        if (!areUnderWay() || !await GoesAlong(make()))
            await side().Enqueue(make());
    }

    /// <summary>All who wait, for a batch that goes now.</summary>
    public IReadOnlyList<IWrite> Take()
    {
        lock (_gate)
        {
            IWrite[] taken = [.. _waiting];
            _waiting.Clear();
            return taken;
        }
    }

    async Task<bool> GoesAlong(Write<bool> write)
    {
        var (patience, longest) = (Task.Delay(Patience, time), Task.Delay(Longest, time));
        lock (_gate)
            _waiting.Add(write);
        await Task.WhenAny(write.Done, patience);
        bool isLeft;
        lock (_gate)
            isLeft = _waiting.Remove(write);
        if (!isLeft)
            await Task.WhenAny(write.Done, longest);
        _ = write.Done.Exception; // what it failed for is not its own fault: it goes another way
        return write.Done.IsCompletedSuccessfully;
    }
}
