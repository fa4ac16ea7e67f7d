using Orleans.Runtime;

namespace Orleans.Streams;

/// <summary>Lets the publishers of one stream through one after the other, in the order in which they came.</summary>
sealed class StreamLanes
{
    readonly Lock _gate = new();
    readonly Dictionary<StreamId, Task> _last = [];

    internal Task Run(StreamId stream, Func<Task> deliver)
    {
        Task mine;
        lock (_gate)
        {
            var before = _last.GetValueOrDefault(stream, Task.CompletedTask);
            mine = before.IsCompleted ? deliver() : After(before, deliver);
            if (!mine.IsCompleted)
                _last[stream] = mine;
        }
        return mine.IsCompleted ? mine : Leave(stream, mine);
    }

    static async Task After(Task before, Func<Task> deliver)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        await deliver();
    }

    async Task Leave(StreamId stream, Task mine)
    {
        try
        {
            await mine;
        }
        finally
        {
            lock (_gate)
                if (_last.GetValueOrDefault(stream) == mine)
                    _last.Remove(stream);
        }
    }
}
