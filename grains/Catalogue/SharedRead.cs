namespace Watchfloor.Catalogue;

/// <summary>
/// A read that many share: it begins after it was asked for, so that whoever asks gets what was true after the question. While one is under
/// way all who come share the next. One that failed is made again for whoever asks then.
/// </summary>
sealed class SharedRead<T>(Func<Task<T>> read)
{
    const TaskContinuationOptions Later = TaskContinuationOptions.RunContinuationsAsynchronously;

    readonly Lock _gate = new();
    Task<T>? _underWay;
    Task<T>? _coming;

    public Task<T> Next()
    {
        lock (_gate)
        {
            if (_coming is not null)
                return _coming;
            if (_underWay is { IsCompleted: false } before)
                return _coming = before.ContinueWith(_ => Begin(), CancellationToken.None, Later, TaskScheduler.Default).Unwrap();
            return _underWay = read();
        }
    }

    Task<T> Begin()
    {
        lock (_gate)
        {
            _coming = null;
            return _underWay = read();
        }
    }
}
