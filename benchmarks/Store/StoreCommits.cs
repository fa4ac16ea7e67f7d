using System.Diagnostics;
using System.Globalization;
using Watchfloor.Kernel;
using Watchfloor.Store;

namespace Watchfloor.Benchmarks;

/// <summary>
/// Durable commits per second through the lane, against a bare writer that puts the same rows into the same tables with as many commits
/// per transaction. The rounds of both take turns, because the machine's disk is not the same from one second to the next.
/// </summary>
public static class StoreCommits
{
    /// <summary>Arguments: callers, commits per round, rounds (64, 20000, 5).</summary>
    public static async Task Run(string[] args)
    {
        var callers = Argument(args, 0, 64);
        var commits = Argument(args, 1, 20_000);
        var rounds = Argument(args, 2, 5);
        var directory = Directory.CreateTempSubdirectory("watchfloor-bench-").FullName;
        try
        {
            await Compare(directory, callers, commits, rounds);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    static async Task Compare(string directory, int callers, int commits, int rounds)
    {
        var lane = new List<double>();
        var bare = new List<double>();
        await using var store = SqliteStore.Open(Path.Combine(directory, "lane"), TimeProvider.System);
        await using (SqliteStore.Open(Path.Combine(directory, "bare"), TimeProvider.System)) { } // the same schema
        using var writer = new BareWriter(Path.Combine(directory, "bare", "watchfloor.db"));
        await ThroughLane(store, callers, commits / 4, round: -1);
        writer.Write(SampleCommits.Of(-1, commits / 4), callers);
        for (var round = 0; round < rounds; round++)
        {
            var flushes = store.Health.Flushes;
            lane.Add(await ThroughLane(store, callers, commits, round));
            var shared = (int)Math.Max(1, commits / (store.Health.Flushes - flushes));
            var sample = SampleCommits.Of(round, commits);
            var start = Stopwatch.GetTimestamp();
            writer.Write(sample, shared);
            bare.Add(commits / Stopwatch.GetElapsedTime(start).TotalSeconds);
            Say($"round {round + 1}: lane {lane[^1]:N0}/s, bare writer {bare[^1]:N0}/s, {shared} commits per flush");
        }
        Say($"median: lane {Median(lane):N0}/s, bare writer {Median(bare):N0}/s, ratio {Median([.. lane.Zip(bare, (l, b) => l / b)]):N2}");
    }

    static async Task<double> ThroughLane(SqliteStore store, int callers, int commits, int round)
    {
        var shares = SampleCommits.Of(round, commits).Chunk(commits / callers / SampleCommits.PerEvent * SampleCommits.PerEvent).ToList();
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(shares.Select(share => Task.Run(() => OneByOne(store.Commits, share))));
        return commits / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    static async Task OneByOne(ICommits commits, Commit[] share)
    {
        foreach (var commit in share)
        {
            if (await commits.Commit(commit) is not CommitResult.Committed)
                throw new InvalidOperationException($"{commit.Entity} was not committed");
        }
    }

    static int Argument(string[] args, int index, int otherwise) =>
        index < args.Length ? int.Parse(args[index], CultureInfo.InvariantCulture) : otherwise;

    static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    static void Say(FormattableString line) => Console.WriteLine(FormattableString.Invariant(line));
}
