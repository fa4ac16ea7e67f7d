using System.Diagnostics;
using Watchfloor.Kernel;

namespace Watchfloor.Benchmarks;

/// <summary>Callers who wait, each for its own commits.</summary>
static class CommitLoad
{
    public static async Task<double> Rate(int commits, Func<Task> write)
    {
        var start = Stopwatch.GetTimestamp();
        await write();
        return commits / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    public static Task ThroughLanes(ICommits commits, Commit[] sample, int callers) =>
        Task.WhenAll(Shares(sample, callers).Select(share => Task.Run(() => OneByOne(commits, share))));

    /// <summary>All commits of an event come from one caller, as they would from its grain.</summary>
    public static List<Commit[]> Shares(Commit[] sample, int callers) =>
        [.. Enumerable.Range(0, callers).Select(caller => sample.Where((_, i) => i % callers == caller).ToArray())];

    static async Task OneByOne(ICommits commits, Commit[] share)
    {
        foreach (var commit in share)
        {
            if (await commits.Commit(commit) is not CommitResult.Committed)
                throw new InvalidOperationException($"{commit.Entity} was not committed");
        }
    }
}
