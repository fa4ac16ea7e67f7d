using System.Diagnostics;
using Npgsql;

namespace Watchfloor.Store.Postgres;

/// <summary>What became of a COMMIT whose answer was lost. The database is asked over a fresh connection; nothing is guessed.</summary>
static class CommitFate
{
    const string Status = "SELECT pg_xact_status($1::text::xid8)";

    /// <summary>
    /// True when it is durable, false when it never will be. While the transaction runs on, it waits. Then the row of the lane decides:
    /// the number of a transaction can be given again after a crash that lost it, the number of a flush cannot. Throws where the answer
    /// cannot be had in time: then nobody knows.
    /// </summary>
    public static async Task<bool> Of(long xid, LaneName lane, Database database)
    {
        try
        {
            return await Ask(xid, lane.Lane, database, connection => IsIn(connection, lane, database));
        }
        catch (TimeoutException e)
        {
            throw new StoreFailedException(e.Message, e.InnerException);
        }
    }

    /// <summary>
    /// Completes when it runs no more, whatever became of it. Throws <see cref="TimeoutException"/> where the database could not be asked in
    /// time, and <see cref="StoreFailedException"/> where it was, and it still runs.
    /// </summary>
    public static Task Ended(long xid, int lane, Database database) => Ask(xid, lane, database, _ => Task.FromResult(true));

    static async Task<bool> Ask(long xid, int lane, Database database, Func<NpgsqlConnection, Task<bool>> after)
    {
        var tuning = database.Tuning;
        var started = tuning.Time.GetTimestamp();
        Exception? why = null;
        while (tuning.Time.GetElapsedTime(started) < tuning.Fate)
        {
            try
            {
                await using var connection = await database.ToWrite(lane);
                while (tuning.Time.GetElapsedTime(started) < tuning.Fate)
                {
                    if (!await Runs(connection, xid))
                        return await after(connection);
                    why = null;
                    await Task.Delay(tuning.Again, tuning.Time);
                }
            }
            catch (Exception e) when (Faults.MayPass(e))
            {
                why = e;
                await Task.Delay(tuning.Again, tuning.Time);
            }
        }
        const string Unknown = "nobody knows whether the last transaction is durable";
        if (why is null)
            throw new StoreFailedException($"{Unknown}: it is still running");
        throw new TimeoutException($"{Unknown}: {Faults.Say(why, database)}", why);
    }

    static async Task<bool> Runs(NpgsqlConnection connection, long xid)
    {
        var status = "";
        try
        {
            await using var statements = new Statements(connection);
            await statements.Add(Status, row => status = row.TextOrNull(0) ?? "", xid).Run();
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.InvalidParameterValue)
        {
            Debug.Assert(status.Length == 0, "the database knows no such number: it was lost in a crash before anything of it was durable");
        }
        return status == "in progress";
    }

    static async Task<bool> IsIn(NpgsqlConnection connection, LaneName lane, Database database)
    {
        var flush = (long?)null;
        await using var statements = new Statements(connection);
        await statements.Add(LaneRows.Flush, row => flush = row.Long(0), lane.Lane, lane.Server).Run();
        // Among several, what stood there may be folded away; one who had the database alone will not have it again.
        return flush is null && database.Tuning.IsShared
            ? throw new StoreFailedException("nobody knows whether the last transaction is durable: the lane was taken away")
            : flush == lane.Flush;
    }
}
