using Watchfloor.Store;

namespace Watchfloor.Benchmarks;

/// <summary>
/// Durable commits per second through the lane, against a bare writer that puts the same rows into the same tables with as many commits
/// per transaction. The two take turns, because the machine's disk is not the same from one second to the next.
/// </summary>
sealed class StoreCommits : IBenchmark
{
    const int Callers = 64;

    public string Name => "store";

    public string Title => "Store: durable commits (SQLite)";

    public async Task<Report> Run(Effort effort, CancellationToken cancellation)
    {
        var directory = Directory.CreateTempSubdirectory("watchfloor-bench-").FullName;
        try
        {
            return await Compare(directory, effort, commits: effort.Of(20_000), cancellation);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    static async Task<Report> Compare(string directory, Effort effort, int commits, CancellationToken cancellation)
    {
        var report = new Report();
        report.Note(
            $"{Callers} callers, each waits for its commit: document, fact, request, deadline and one effect, about 3 KB together."
        );
        report.Note(
            "The bare writer puts the same rows into the same tables, as many commits per transaction, without guards and callers."
        );
        await using var store = SqliteStore.Open(Path.Combine(directory, "lane"), TimeProvider.System);
        await using (SqliteStore.Open(Path.Combine(directory, "bare"), TimeProvider.System)) { } // the same schema
        using var writer = new BareWriter(Path.Combine(directory, "bare", "watchfloor.db"));
        for (var round = 0; round <= effort.Rounds; round++)
        {
            cancellation.ThrowIfCancellationRequested();
            var sample = SampleCommits.Of(round, commits, Callers);
            var flushes = store.Health.Flushes;
            var lane = await CommitLoad.Rate(commits, () => CommitLoad.ThroughLanes(store.Commits, sample, Callers));
            var shared = commits / (int)(store.Health.Flushes - flushes);
            var bare = await CommitLoad.Rate(commits, () => Task.Run(() => writer.Write(sample, shared), cancellation));
            if (round == 0)
                continue; // warms up
            report.Add("through the lane", "commits/s", lane);
            report.Add("bare writer", "commits/s", bare);
            report.Add("lane ÷ bare writer", "", lane / bare);
            report.Add("commits that share a flush", "", shared);
        }
        return report;
    }
}
