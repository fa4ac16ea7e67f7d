using Npgsql;

namespace Watchfloor.Store.Postgres;

/// <summary>
/// One of several servers. The first has the database to himself for a moment, as if he were to keep it; who comes while another one is
/// there takes it as it stands. Who was cut off goes on where he was, as long as it is the same database: who may commit what is not
/// this lock's concern but the fence's.
/// </summary>
sealed class HoldShared(Database database) : IHold
{
    int Lanes => database.Tuning.AllLanes;

    public async Task<Server> Take(NpgsqlConnection connection, DateTimeOffset now, CancellationToken cancellation)
    {
        var tuning = database.Tuning;
        await MyTurn(connection, cancellation);
        var isFirst = await DatabaseLock.Insist<bool>(database, () => Come(connection, cancellation), cancellation);
        var oldest = isFirst ? long.MaxValue : await OldestOfOthers(connection, cancellation);
        var isNew = (await Migrations.Found(connection, cancellation)).Applied == 0;
        if (!isNew)
            await Levels.Require(connection, database, cancellation);
        await Migrations.Apply(connection, now, cancellation, oldestBeside: oldest);
        if (isNew)
        {
            await Levels.Keep(connection, tuning.Level, cancellation);
            await TermsBehind.Begin(connection, say: null, cancellation);
        }
        var server = isFirst
            ? await Installing.Take(connection, Lanes, cancellation)
            : await Installing.Join(connection, Lanes, cancellation);
        await Enter(connection, server, cancellation);
        if (isFirst)
            await DatabaseLock.Open(connection, cancellation);
        await DatabaseLock.LetNextCome(connection, cancellation);
        return server;
    }

    public async Task<string?> Retake(NpgsqlConnection connection, Server server, CancellationToken cancellation)
    {
        await DatabaseLock.Insist<bool>(
            database,
            async () => await DatabaseLock.Has(connection, DatabaseLock.Shared, cancellation) ? true : null,
            cancellation
        );
        var found = await Migrations.Found(connection, cancellation);
        Migrations.Readable(found);
        if (await Levels.Read(connection, cancellation) is var level && level > database.Tuning.Level)
            return Levels.TooOld(database.Name, level, database.Tuning.Level);
        if (found.Applied < Migrations.Newest || !await Installing.Rejoin(connection, server, Lanes, cancellation))
            return $"the database {database.Name} was restored or replaced meanwhile; restart this server";
        await Enter(connection, server, cancellation);
        return null;
    }

    public async Task Leave(Server server)
    {
        try
        {
            await using var connection = await database.ToWatch();
            await using var statements = new Statements(connection);
            await statements.Add(ServerRows.Leave, null, server.Place.Name).Run();
        }
        catch (Exception e) when (Faults.MayPass(e))
        {
            return; // as if it had been killed: somebody else folds the rows
        }
    }

    /// <summary>However long the one before takes to bring the database up to date. If it stands still somebody has to see to it, so it is named.</summary>
    async Task MyTurn(NpgsqlConnection connection, CancellationToken cancellation)
    {
        var tuning = database.Tuning;
        var told = tuning.Time.GetTimestamp();
        while (!await DatabaseLock.Has(connection, DatabaseLock.Coming, cancellation))
        {
            await Task.Delay(tuning.Again, tuning.Time, cancellation);
            if (tuning.Time.GetElapsedTime(told) < tuning.Telling)
                continue;
            told = tuning.Time.GetTimestamp();
            await using var statements = new Statements(connection);
            await statements.Add(DatabaseLock.WhoComes, row => tuning.Tell(Waits(row))).Run(cancellation);
        }
    }

    string Waits(Row row) =>
        $"this server waits for another one that opens the database {database.Name}, from {row.Text(1)} since {row.Text(2)}; "
        + $"if that stands still, end it, or its connection: SELECT pg_terminate_backend({row.Int(0)})";

    /// <summary>True for the first, false for one of several, null while somebody else has it alone.</summary>
    static async Task<bool?> Come(NpgsqlConnection connection, CancellationToken cancellation) =>
        await DatabaseLock.Has(connection, DatabaseLock.Alone, cancellation) ? true
        : await DatabaseLock.Has(connection, DatabaseLock.Shared, cancellation) ? false
        : null;

    static async Task<long> OldestOfOthers(NpgsqlConnection connection, CancellationToken cancellation)
    {
        var oldest = 0L;
        await using var statements = new Statements(connection);
        await statements.Add(ServerRows.OldestSchema, row => oldest = row.IsNull(0) ? long.MaxValue : row.Long(0)).Run(cancellation);
        return oldest;
    }

    async Task Enter(NpgsqlConnection connection, Server server, CancellationToken cancellation)
    {
        var me = "";
        await using (var statements = new Statements(connection))
            await statements.Add(ServerRows.Me, row => me = row.Text(0)).Run(cancellation);
        await using (var statements = new Statements(connection))
        {
            statements
                .Add(ServerRows.Keep, null, server.Place.Name, me, Migrations.Newest, database.Tuning.Level)
                .Add(ServerRows.Sink, null);
            await statements.Add(ServerRows.Miss, null).Add(ServerRows.FoldMissing, null).Run(cancellation);
        }
    }
}
