namespace Watchfloor.Store.Postgres;

/// <summary>The numbers that a flush gives to its rows: each row's place in the transaction, which stands in the high bits of the whole.</summary>
sealed class FlushPlace(long xidBase, long now)
{
    /// <summary>How many bits of an outbox number are the place in the transaction.</summary>
    public const int Bits = 20;

    long _fact;
    int _message;

    /// <summary>What is added to the database's own number of a transaction: after a restore its count may begin anew, ours may not.</summary>
    public long XidBase => xidBase;

    /// <summary>When the flush began, on the domain's clock.</summary>
    public long Now => now;

    /// <summary>Messages that were given a place so far.</summary>
    public int Messages => _message;

    /// <summary>The first of several places.</summary>
    public long NextFacts(int count) => (_fact += count) - count;

    /// <summary>The first of several places.</summary>
    public int NextMessages(int count)
    {
        if (_message + count >= 1 << Bits)
            throw new StoreFailedException($"one transaction cannot hold more than {1 << Bits} messages");
        var first = _message;
        _message += count;
        return first;
    }
}
