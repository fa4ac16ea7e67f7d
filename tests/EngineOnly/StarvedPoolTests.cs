using Watchfloor.Tests.Engine;
using Watchfloor.Tests.Processes;

namespace Watchfloor.Tests.EngineOnly;

/// <summary>No thread of the pool is free: whoever waits for a call is freed at its deadline all the same. Alone, since it takes all threads.</summary>
[Collection(Alone.Name)]
public sealed class StarvedPoolTests
{
    /// <summary>The pool makes one or two threads a second for them; what comes afterwards gets none while the test runs.</summary>
    const int Blocked = 500;

    [Fact]
    public async Task A_call_that_no_thread_comes_to_ends_at_its_deadline()
    {
        await using var cluster = await EngineCluster.Start(patience: TimeSpan.FromMilliseconds(300));
        var grain = cluster.Inside.GetGrain<ILife>(EngineCluster.NewKey());
        await grain.Incarnation();
        using var release = new ManualResetEventSlim();
        using var ended = new SemaphoreSlim(0);
        var fault = (Exception?)null;
        var caller = new Thread(() =>
        {
            for (var number = 0; number < Blocked; number++)
                ThreadPool.UnsafeQueueUserWorkItem(_ => Block(), null);
            var call = grain.Incarnation();
            fault = Record.Exception(() => _ = call.Wait(TimeSpan.FromSeconds(20)));
            release.Set();
        });

        caller.Start();
        caller.Join();
        for (var number = 0; number < Blocked; number++)
            await ended.WaitAsync();

        Assert.IsType<TimeoutException>(Assert.IsType<AggregateException>(fault).InnerException);

        void Block()
        {
            release.Wait();
            ended.Release();
        }
    }
}
