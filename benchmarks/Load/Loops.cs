using System.Diagnostics;

namespace Watchfloor.Benchmarks;

/// <summary>Two ways to make load.</summary>
static class Loops
{
    /// <summary>
    /// Closed: each worker begins its next piece when the last is done, for a time. For throughput only; it hides latency.
    /// Returns pieces per second.
    /// </summary>
    public static async Task<double> Closed(
        int workers,
        TimeSpan length,
        Func<int, CancellationToken, Task> piece,
        CancellationToken cancellation
    )
    {
        var done = 0L;
        var began = Stopwatch.GetTimestamp();
        await Task.WhenAll(
            Enumerable
                .Range(0, workers)
                .Select(worker =>
                    Task.Run(
                        async () =>
                        {
                            while (Stopwatch.GetElapsedTime(began) < length)
                            {
                                await piece(worker, cancellation);
                                Interlocked.Increment(ref done);
                            }
                        },
                        cancellation
                    )
                )
        );
        return done / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    /// <summary>
    /// Open: a piece begins at its planned instant whether or not the ones before are done, so that a slow answer is not
    /// hidden by fewer questions. The piece gets its number and its planned instant. No more begin when it is enough.
    /// </summary>
    public static async Task Open(
        double perSecond,
        int pieces,
        Func<int, DateTimeOffset, CancellationToken, Task> piece,
        CancellationToken cancellation,
        CancellationToken enough = default
    )
    {
        var start = DateTimeOffset.UtcNow;
        var running = new List<Task>(pieces);
        for (var number = 0; number < pieces && !enough.IsCancellationRequested; number++)
        {
            var planned = start.AddSeconds(number / perSecond);
            var wait = planned - DateTimeOffset.UtcNow;
            if (wait > TimeSpan.Zero)
                await Task.Delay(wait, cancellation);
            running.Add(piece(number, planned, cancellation));
        }
        await Task.WhenAll(running);
    }
}
