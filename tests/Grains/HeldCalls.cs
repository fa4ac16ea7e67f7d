using System.Collections.Concurrent;

namespace Watchfloor.Tests.Grains;

/// <summary>Calls to one grain that are made and do not come back for a while.</summary>
sealed class HeldCalls : IIncomingGrainCallFilter
{
    readonly ConcurrentQueue<TaskCompletionSource> _held = [];
    volatile string? _key;
    volatile string _method = "Do";
    volatile Exception? _fault;
    int _failed;

    /// <summary>How many wait.</summary>
    public int Count => _held.Count;

    /// <summary>From here on answers of the grain with this key wait.</summary>
    public void Hold(string key, string method = "Do") => (_method, _key) = (method, key);

    /// <summary>From here on calls of the grain with this key fail.</summary>
    public void Fail(string key, string method, Exception fault) => (_fault, _method, _key) = (fault, method, key);

    /// <summary>How many failed.</summary>
    public int Failed => Volatile.Read(ref _failed);

    /// <summary>They come back, and nobody waits any more.</summary>
    public void Release()
    {
        _key = null;
        while (_held.TryDequeue(out var one))
            one.SetResult();
    }

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        await context.Invoke();
        if (context.MethodName != _method || context.TargetId.Key.ToString() != _key)
            return;
        if (_fault is { } fault)
        {
            Interlocked.Increment(ref _failed);
            throw fault;
        }
        var held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _held.Enqueue(held);
        await held.Task;
    }
}
