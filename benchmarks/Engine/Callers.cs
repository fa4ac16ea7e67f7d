using System.Diagnostics;

namespace Watchfloor.Benchmarks;

/// <summary>Callers that each make one call after the other.</summary>
static class Callers
{
    /// <summary>Calls per second of all together, and bytes that this process allocated for each.</summary>
    public static async Task<(double PerSecond, double Bytes)> Count(int callers, Func<int, Task> call, TimeSpan length)
    {
        using var end = new CancellationTokenSource();
        var allocated = GC.GetTotalAllocatedBytes();
        var began = Stopwatch.GetTimestamp();
        end.CancelAfter(length);
        var counts = await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(() => Caller(caller))));
        var calls = (double)counts.Sum();
        return (calls / Stopwatch.GetElapsedTime(began).TotalSeconds, (GC.GetTotalAllocatedBytes() - allocated) / calls);

        async Task<long> Caller(int caller)
        {
            var number = 0L;
            while (!end.IsCancellationRequested)
                await call((int)((caller * 31 + number++) & int.MaxValue));
            return number;
        }
    }
}
