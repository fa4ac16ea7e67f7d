namespace Watchfloor.Store.Postgres;

/// <summary>
/// The moment that a lane waits before its next batch while other servers write to the same database. Each of them has but a share of the
/// callers, and what a transaction costs besides its rows is more than the rows of a few commits cost: many small batches hold each other
/// up. Who writes alone never waits, nor does a commit that finds its lane idle.
/// </summary>
/// <param name="othersWrite">Whether another server wrote just now.</param>
sealed class Linger(Func<bool> othersWrite, TimeProvider time)
{
    /// <summary>However long the batch before took.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(8);

    TaskCompletionSource? _enough;
    int _expected;

    /// <summary>
    /// Completes when there are as many as wait and were answered just now, who as a rule come again; or else when they had as long for it as
    /// the batch before them took. Called by one at a time, as <see cref="Has"/> is.
    /// </summary>
    /// <param name="waiting">How many wait already.</param>
    /// <param name="answered">How many the last batch had.</param>
    /// <param name="took">How long it took.</param>
    public Task For(int waiting, int answered, TimeSpan took)
    {
        if (answered == 0 || !othersWrite())
            return Task.CompletedTask;
        _expected = waiting + answered;
        _enough = new(TaskCreationOptions.RunContinuationsAsynchronously);
        return Ended(_enough.Task, took < Longest ? took : Longest);
    }

    /// <summary>So many wait.</summary>
    public void Has(int waiting)
    {
        if (waiting >= _expected)
            _enough?.TrySetResult();
    }

    // That not all came again is no fault.
    async Task Ended(Task enough, TimeSpan span) =>
        await enough.WaitAsync(span, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
