namespace Watchfloor.Store.Postgres;

/// <summary>Something that goes through a lane, told when it is durable or lost.</summary>
interface IWrite
{
    /// <summary>When it came into the lane; set by the lane.</summary>
    long Ticket { get; set; }

    /// <summary>The kind of which it writes a document; null: of none.</summary>
    string? Kind { get; }

    void Succeed();

    void Fail(StoreFailedException why);
}

/// <summary>A write with a result, for one caller who waits.</summary>
abstract class Write<TResult> : IWrite
{
    // Continuations of callers never run on the lane.
    readonly TaskCompletionSource<TResult> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public long Ticket { get; set; }

    public string? Kind { get; init; }

    public Task<TResult> Done => _done.Task;

    /// <summary>What it came to, once its transaction is durable. An attempt that was undone is overwritten by the next.</summary>
    public TResult? Result { get; set; }

    public void Succeed() => _done.SetResult(Result!);

    public void Fail(StoreFailedException why) => _done.SetException(why);
}

/// <summary>A write that is nobody's commit: it adds its own statements to the flush.</summary>
interface ISideWrite : IWrite
{
    /// <summary>Whether it looks before it writes, or gives numbers: then one server of several does so at a time.</summary>
    bool GoesInTurn => false;

    void Add(Statements statements, FlushPlace place);
}
