namespace Watchfloor.Store.Postgres;

/// <summary>
/// Puts together what comes within a moment and nobody is waiting for: it shares a statement and a transaction, which cost more than the rows.
/// </summary>
/// <param name="write">Writes some of it, in their order.</param>
sealed class Gathering<T>(Func<IReadOnlyList<T>, Task> write, TimeProvider time)
{
    public static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(50);

    /// <summary>So many do not wait for more.</summary>
    const int Enough = 256;

    readonly Lock _gate = new();
    Group? _open;

    /// <summary>Completes when it is written.</summary>
    public Task Add(T one)
    {
        lock (_gate)
        {
            if (_open is null)
            {
                _open = new();
                _open.Written = Write(_open);
            }
            var group = _open;
            group.Items.Add(one);
            if (group.Items.Count == Enough)
                Close(group);
            return group.Written;
        }
    }

    /// <summary>What waits is written; completes when it is, or cannot be.</summary>
    public async Task End()
    {
        Group? last;
        lock (_gate)
        {
            last = _open;
            if (last is not null)
                Close(last);
        }
        if (last is not null)
            await last.Written.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // who put it in hears of a fault
    }

    async Task Write(Group group)
    {
        await group.IsFull.Task.WaitAsync(Moment, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (_gate)
            Close(group);
        await write(group.Items);
    }

    void Close(Group group)
    {
        group.IsFull.TrySetResult();
        if (_open == group)
            _open = null;
    }

    sealed class Group
    {
        public List<T> Items { get; } = [];

        public TaskCompletionSource IsFull { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Written { get; set; } = Task.CompletedTask;
    }
}
