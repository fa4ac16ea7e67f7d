namespace Watchfloor.Benchmarks;

/// <summary>What one load came to.</summary>
/// <param name="PerSecond">How many callers were answered.</param>
/// <param name="OfSilos">Milliseconds of processor time of silos for each of them.</param>
/// <param name="OfDatabase">Milliseconds of processor time of PostgreSQL for each of them.</param>
/// <param name="Shared">How many commits a transaction with facts had in the mean.</param>
readonly record struct SharedLoad(double PerSecond, double OfSilos, double OfDatabase, double Shared);

/// <summary>A cluster and its client.</summary>
sealed class CommitContestant(ScratchPostgres postgres, SiloProcesses cluster, EventCaller caller, Api api, string[] ids) : IAsyncDisposable
{
    const string Commits = "SELECT count(DISTINCT (tenant, kind, id, request_id)) FROM journal WHERE xid > $1";
    const string Transactions = "SELECT count(DISTINCT xid) FROM journal WHERE xid > $1";
    const string Newest = "SELECT coalesce(max(xid), 0) FROM journal";

    int _round;
    int _remarks;

    public static async Task<CommitContestant> Start(
        ScratchPostgres postgres,
        string name,
        int silos,
        int events,
        CancellationToken cancellation
    )
    {
        var cluster = await SiloProcesses.Start(postgres, name, silos, cancellation);
        var caller = await EventCaller.Connect(cluster.Database, cancellation);
        return new(postgres, cluster, caller, cluster.Connect(1), await caller.Make(events, cancellation));
    }

    public Task<SharedLoad> Remarks(int callers, TimeSpan length, CancellationToken cancellation) =>
        Look(callers, length, token => caller.Remark(ids[Interlocked.Increment(ref _remarks) % ids.Length], token), cancellation);

    public Task<SharedLoad> NewEvents(int callers, TimeSpan length, CancellationToken cancellation)
    {
        var (number, round) = (0, _round++);
        return Look(callers, length, token => caller.Raise($"new-{round}-{Interlocked.Increment(ref number)}", token), cancellation);
    }

    async Task<SharedLoad> Look(int callers, TimeSpan length, Func<CancellationToken, Task> piece, CancellationToken cancellation)
    {
        await SiloProcesses.AtRest(api, cancellation);
        var newest = await cluster.Members.Count(Newest, cancellation);
        var (silos, database, pieces) = (cluster.Worked, postgres.Worked, 0L);
        var perSecond = await Loops.Closed(
            callers,
            length,
            async (_, token) =>
            {
                await piece(token);
                Interlocked.Increment(ref pieces);
            },
            cancellation
        );
        // What follows a new event is part of what it costs.
        await SiloProcesses.AtRest(api, cancellation);
        (silos, database) = (cluster.Worked - silos, postgres.Worked - database);
        var commits = await cluster.Members.Count(Commits, cancellation, newest);
        var transactions = await cluster.Members.Count(Transactions, cancellation, newest);
        return new(perSecond, silos.TotalMilliseconds / pieces, database.TotalMilliseconds / pieces, commits / (double)transactions);
    }

    /// <summary>Holds the books.</summary>
    public Task Check(CancellationToken cancellation) => ClusterBooks.Hold(cluster, caller, cancellation);

    public async ValueTask DisposeAsync()
    {
        api.Dispose();
        await caller.DisposeAsync();
        await cluster.DisposeAsync();
    }
}
