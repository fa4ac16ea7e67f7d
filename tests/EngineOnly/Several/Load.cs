namespace Watchfloor.Tests.EngineOnly.Several;

/// <summary>Callers that never rest, until they are told to; what failed is kept.</summary>
sealed class Load : IAsyncDisposable
{
    readonly CancellationTokenSource _end = new();
    readonly List<Exception> _faults = [];
    readonly Task _callers;
    long _answers;

    Load(IEnumerable<Func<Task>> callers) => _callers = Task.WhenAll(callers.Select(call => Task.Run(() => Repeat(call))));

    /// <summary>Calls of the client, and of those who work beside the grains of the silos that are there now.</summary>
    public static Load On(SeveralSilos silos, string[] keys, params int[] from)
    {
        var factories = from.Select(silos.Inside).Prepend(silos.Client).ToArray();
        return new(
            from factory in factories
            from caller in Enumerable.Range(0, 4)
            let grains = keys.Select(key => factory.GetGrain<IPlace>(key)).ToArray()
            let turn = new Turns(caller * 7)
            select (Func<Task>)(() => grains[turn.Next() % grains.Length].Count())
        );
    }

    /// <summary>Returns when so many more calls were answered, or one failed.</summary>
    public async Task Answers(int more)
    {
        var until = Volatile.Read(ref _answers) + more;
        await Tests.Engine.Eventually.Holds(() => Volatile.Read(ref _answers) >= until || Faults.Length > 0);
        Assert.Empty(Faults);
    }

    public Exception[] Faults
    {
        get
        {
            lock (_faults)
                return [.. _faults];
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _callers;
        _end.Dispose();
    }

    async Task Repeat(Func<Task> call)
    {
        while (!_end.IsCancellationRequested)
            try
            {
                await call();
                Interlocked.Increment(ref _answers);
            }
            catch (Exception fault)
            {
                lock (_faults)
                    _faults.Add(fault);
                return;
            }
    }

    sealed class Turns(int first)
    {
        int _last = first;

        public int Next() => _last++;
    }
}
