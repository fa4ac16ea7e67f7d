using Npgsql;
using Watchfloor.Kernel;

namespace Watchfloor.Store.Postgres;

/// <summary>How much a flush added.</summary>
/// <param name="Events">Those that were not there before.</param>
readonly record struct Flushed(long Facts, long Messages, long Events);

/// <summary>Something changed between the look and the write: the transaction is undone, and everything in it is looked at first.</summary>
sealed class ChangedMeanwhileException() : Exception("what the flush was decided on has changed");

/// <summary>
/// One transaction with everything that waited. The plain commits go in one statement per kind; only where one of them loses, or was
/// doubtful from the start, the losers are looked at, and those that win after all are written in the same transaction.
/// </summary>
sealed class Flush(IReadOnlyList<IWrite> writes, LostEntities lost, FlushPlace place, LaneName lane, LaneGuard guard)
{
    readonly HashSet<EntityId> _lost = [];

    /// <summary>The database's number of the transaction. While it is 0 the transaction cannot have changed anything.</summary>
    public long Xid { get; private set; }

    /// <summary>Entities that lost a commit, once it is durable.</summary>
    public IReadOnlyCollection<EntityId> Lost => _lost;

    /// <summary>Everything but the COMMIT.</summary>
    public async Task<Flushed> Run(NpgsqlConnection connection, NpgsqlTransaction transaction, bool isCareful)
    {
        foreach (var commit in writes.OfType<CommitWrite>())
            commit.Take(place); // losers leave holes, which are normal
        var plan = new FlushPlan(writes, lost, isCareful);
        var doubtful = plan.Doubtful;
        var planned = FactsOf(plan.Plain);
        var written = new WritePass(plan.Plain, place);
        await using (var statements = new Statements(connection, transaction))
        {
            guard.Begin(statements, writes);
            statements.Add(LaneRows.Begin, row => Xid = row.Long(0), lane.Flush, planned, lane.Lane, lane.Server);
            written.Add(statements);
            if (doubtful.Count == 0)
                AddBeside(statements);
            if (writes.Count == 0)
                statements.Add(LaneRows.Probe, null, $"{lane.Lane}");
            await statements.Run();
        }
        guard.MustHavePassed();
        if (Xid == 0)
            throw new StoreFailedException("another Watchfloor server has taken this database");
        if (!written.IsWhole)
            throw new ChangedMeanwhileException();
        foreach (var commit in written.Winners.SelectMany(chain => chain.Commits))
            commit.Result = CommitResult.Committed.Instance;
        if (written.Losers.Count == 0 && doubtful.Count == 0)
            return new(planned, place.Messages, NewEvents(written.Winners));

        var losers = written.Losers.SelectMany(chain => chain.Commits).Concat(doubtful).OrderBy(commit => commit.Ticket).ToList();
        var (correction, events) = await Look(losers, -FactsOf(written.Losers), hasBeside: doubtful.Count > 0, connection, transaction);
        return new(planned + correction, place.Messages, NewEvents(written.Winners) + events);
    }

    /// <summary>Returns by how much the count of facts is to be corrected, and how many events began.</summary>
    async Task<(long Correction, long Events)> Look(
        List<CommitWrite> commits,
        long uncounted,
        bool hasBeside,
        NpgsqlConnection connection,
        NpgsqlTransaction transaction
    )
    {
        var verdicts = new Verdicts();
        await using (var look = new Statements(connection, transaction))
        {
            LookRows.Add(look, commits, verdicts);
            await look.Run();
        }
        verdicts.Decide(commits, lost);
        _lost.UnionWith(verdicts.Lost);
        var correction = uncounted + FactsOf(verdicts.Winners);
        var again = new WritePass([.. verdicts.Winners], place);
        await using var statements = new Statements(connection, transaction);
        statements.Add(LaneRows.Correct, null, correction, lane.Lane, lane.Server);
        again.Add(statements);
        if (hasBeside)
            AddBeside(statements);
        await statements.Run();
        return again.IsWhole && again.Losers.Count == 0 ? (correction, NewEvents(verdicts.Winners)) : throw new ChangedMeanwhileException();
    }

    /// <summary>What is no commit comes behind the commits: while a batch waits for their rows, these hold none that others write elsewhere. Only losers that win after all are written later.</summary>
    void AddBeside(Statements statements)
    {
        foreach (var write in writes.OfType<ISideWrite>())
            write.Add(statements, place);
    }

    static long NewEvents(IEnumerable<Chain> chains) => chains.Count(chain => chain is { Expected: 0, Table.Kind: Kinds.Event });

    static long FactsOf(IEnumerable<Chain> chains) => chains.Sum(chain => chain.Commits.Sum(write => (long)write.Commit.Facts.Length));
}
