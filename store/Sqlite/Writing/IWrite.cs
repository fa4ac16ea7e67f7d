namespace Watchfloor.Store.Sqlite;

/// <summary>Something that goes through the lane: applied inside the lane's transaction, told when that is durable or lost.</summary>
interface IWrite
{
    /// <summary>When it came into the lane; set by the lane.</summary>
    long Ticket { get; set; }

    /// <summary>The kind of which it writes a document; null: of none.</summary>
    string? Kind { get; }

    /// <summary>Changes rows. What it throws fails the whole transaction.</summary>
    void Apply(Writer writer);

    void Succeed();

    void Fail(StoreFailedException why);
}

/// <summary>A write with a result, for one caller who waits.</summary>
abstract class Write<TResult> : IWrite
{
    // Continuations of callers never run on the lane's thread.
    readonly TaskCompletionSource<TResult> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    TResult? _result;

    public long Ticket { get; set; }

    public virtual string? Kind => null;

    public Task<TResult> Done => _done.Task;

    public void Apply(Writer writer) => _result = Change(writer);

    public void Succeed() => _done.SetResult(_result!);

    public void Fail(StoreFailedException why) => _done.SetException(why);

    protected abstract TResult Change(Writer writer);
}
