using Npgsql;

namespace Watchfloor.Store.Postgres;

/// <summary>
/// One server has the database, and everybody else is refused. While it was cut off another one may have had it: then it is in trouble for
/// ever, for what it knows of the database, down to the numbers of its rows, is old.
/// </summary>
sealed class HoldAlone(Database database) : IHold
{
    public async Task<Server> Take(NpgsqlConnection connection, DateTimeOffset now, CancellationToken cancellation)
    {
        await Lock(connection, cancellation);
        var isNew = (await Migrations.Found(connection, cancellation)).Applied == 0;
        if (!isNew)
            await Levels.Require(connection, database, cancellation);
        await Migrations.Apply(connection, now, cancellation);
        await Levels.Keep(connection, database.Tuning.Level, cancellation);
        await TermsBehind.Begin(connection, isNew ? null : database.Tuning.Say, cancellation);
        return await Installing.Take(connection, database.Tuning.AllLanes, cancellation);
    }

    public async Task<string?> Retake(NpgsqlConnection connection, Server server, CancellationToken cancellation)
    {
        await Lock(connection, cancellation);
        var isTaken = true;
        await using var statements = new Statements(connection);
        await statements.Add(LaneRows.IsTaken, row => isTaken = row.Bool(0), server.Place.Name).Run(cancellation);
        return isTaken ? $"another server had the database {database.Name} meanwhile; restart this one" : null;
    }

    public Task Leave(Server server) => Task.CompletedTask;

    Task<bool> Lock(NpgsqlConnection connection, CancellationToken cancellation) =>
        DatabaseLock.Insist<bool>(
            database,
            async () => await DatabaseLock.Has(connection, DatabaseLock.Alone, cancellation) ? true : null,
            cancellation
        );
}
