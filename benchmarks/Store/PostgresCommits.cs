using Npgsql;
using Watchfloor.Kernel;
using Watchfloor.Store;

namespace Watchfloor.Benchmarks;

/// <summary>
/// Durable commits per second through the lanes of PostgreSQL, against a bare writer that puts the same rows into the same tables of the
/// same server, over as many connections and with as many commits per transaction. The two take turns.
/// </summary>
sealed class PostgresCommits : IBenchmark
{
    const int Callers = 64;
    const int Connections = 4; // as many as there are lanes

    public string Name => "store-postgres";

    public string Title => "Store: durable commits (PostgreSQL)";

    public bool HasQuickForm => false;

    public async Task<Report> Run(Effort effort, CancellationToken cancellation)
    {
        var commits = effort.Of(20_000);
        var report = new Report();
        report.Note(
            $"{Callers} callers, each waits for its commit: document, fact, request, deadline and one effect, about 3 KB together."
        );
        report.Note(
            $"The bare writer puts the same rows into the same tables over {Connections} connections, as many commits per transaction, a statement of arrays per table, without guards and callers."
        );
        report.Note("As one of several: each batch first locks and checks the row of a member, which is renewed every second.");
        await using var postgres = await ScratchPostgres.Start();
        var lanesOf = await postgres.Create("lanes");
        await using var store = await PostgresStore.Open(lanesOf, TimeProvider.System, cancellation);
        var sharedOf = await postgres.Create("shared");
        await using (await PostgresStore.Open(sharedOf, TimeProvider.System, cancellation)) { }
        var member = await MemberRow.In(sharedOf);
        await using var fenced = await PostgresStore.OpenShared(
            sharedOf,
            TimeProvider.System,
            () => member,
            ProgramLevel.Own,
            cancellation: cancellation
        );
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var renewing = MemberRow.Renew(sharedOf, ending.Token);
        var bare = await postgres.Create("bare");
        await using (await PostgresStore.Open(bare, TimeProvider.System, cancellation)) { } // the same schema
        await using var database = NpgsqlDataSource.Create(bare);
        for (var round = 0; round <= effort.Rounds; round++)
        {
            cancellation.ThrowIfCancellationRequested();
            var sample = SampleCommits.Of(round, commits, Callers);
            var flushes = store.Health.Flushes;
            var lanes = await CommitLoad.Rate(commits, () => CommitLoad.ThroughLanes(store.Commits, sample, Callers));
            var behindFence = await CommitLoad.Rate(commits, () => CommitLoad.ThroughLanes(fenced.Commits, sample, Callers));
            var shared = Math.Clamp(commits / (int)(store.Health.Flushes - flushes), 1, Callers / Connections); // an event comes once in a statement
            var shares = CommitLoad.Shares(sample, Connections);
            var writer = await CommitLoad.Rate(commits, () => PostgresBareWriter.Write(database, shares, shared));
            if (round == 0)
            {
                // Warm now. A planner that takes the tables for empty, as they were, would go through the whole of them for ever.
                await Analyze(lanesOf);
                await Analyze(sharedOf);
                await Analyze(bare);
                database.Clear();
                continue;
            }
            report.Add("through the lanes", "commits/s", lanes);
            report.Add("as one of several", "commits/s", behindFence);
            report.Add("bare writer", "commits/s", writer);
            report.Add("lanes ÷ bare writer", "", lanes / writer);
            report.Add("one of several ÷ alone", "", behindFence / lanes);
            report.Add("commits that share a flush", "", shared);
        }
        await ending.CancelAsync();
        await renewing;
        return report;
    }

    static async Task Analyze(string connection)
    {
        await using var database = NpgsqlDataSource.Create(connection);
        await using var command = database.CreateCommand("ANALYZE");
        await command.ExecuteNonQueryAsync();
    }
}
