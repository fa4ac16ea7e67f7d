namespace Watchfloor.Live;

/// <summary>
/// One telling of all who look: over when all but a tenth of them, or but one, have passed it on, so that the few who are slow hold up nobody.
/// </summary>
sealed class Round
{
    readonly TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    int _told;
    int _enough = int.MaxValue;
    int _passed;

    public Task Over => _over.Task;

    /// <summary>One more is told.</summary>
    public void Tell() => _told++;

    /// <summary>Nobody else is told.</summary>
    public void End()
    {
        Interlocked.Exchange(ref _enough, _told - Math.Max(_told / 10, 1));
        Look(Volatile.Read(ref _passed));
    }

    /// <summary>One of them has passed it on, or left.</summary>
    public void Passed() => Look(Interlocked.Increment(ref _passed));

    void Look(int passed)
    {
        if (passed >= Volatile.Read(ref _enough))
            _over.TrySetResult();
    }
}
