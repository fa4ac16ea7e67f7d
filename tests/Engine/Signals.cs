using System.Collections.Concurrent;

namespace Watchfloor.Tests.Engine;

/// <summary>Moments that a grain and its test agree on, by name. Waiting has a deadline.</summary>
static class Signals
{
    static readonly TimeSpan Deadline = TimeSpan.FromSeconds(15);
    static readonly ConcurrentDictionary<string, TaskCompletionSource> All = new();

    public static void Raise(string name) => Of(name).TrySetResult();

    public static bool IsRaised(string name) => Of(name).Task.IsCompleted;

    public static Task Wait(string name) => Of(name).Task.WaitAsync(Deadline);

    static TaskCompletionSource Of(string name) => All.GetOrAdd(name, static _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
}

/// <summary>Awaits a condition that nothing announces.</summary>
static class Eventually
{
    static readonly TimeSpan Deadline = TimeSpan.FromSeconds(15);

    public static async Task Holds(Func<Task<bool>> condition)
    {
        using var late = new CancellationTokenSource(Deadline);
        while (!await condition())
            await Task.Delay(10, late.Token);
    }

    public static Task Holds(Func<bool> condition) => Holds(() => Task.FromResult(condition()));
}
