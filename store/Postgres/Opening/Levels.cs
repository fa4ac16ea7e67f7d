using System.Globalization;
using Npgsql;
using Watchfloor.Kernel;

namespace Watchfloor.Store.Postgres;

/// <summary>
/// Up to which feature level something may stand in the database. It only rises, and only where nobody who knows less has the database: who
/// comes takes the same turn, so that it is refused, or is counted.
/// </summary>
static class Levels
{
    const string Recorded = "SELECT value FROM meta WHERE name = 'feature_level'";

    const string Record = """
        INSERT INTO meta VALUES ('feature_level', $1::text) ON CONFLICT (name) DO UPDATE SET
          value = greatest(meta.value::integer, excluded.value::integer)::text
        """;

    public static async Task<int> Read(NpgsqlConnection connection, CancellationToken cancellation)
    {
        var level = FeatureLevels.First;
        await using var statements = new Statements(connection);
        await statements.Add(Recorded, row => level = Parse(row.Text(0))).Run(cancellation);
        return level;
    }

    public static async Task<int> Read(Readers reads, CancellationToken cancellation) =>
        await reads.First(Scope.System, Recorded, row => row.Text(0), cancellation) is { } text ? Parse(text) : FeatureLevels.First;

    /// <summary>By somebody whose turn it is to come, or who has the database to himself.</summary>
    public static async Task Keep(NpgsqlConnection connection, int level, CancellationToken cancellation)
    {
        if (level == FeatureLevels.First)
            return;
        await using var statements = new Statements(connection);
        await statements.Add(Record, null, level).Run(cancellation);
    }

    /// <summary>Throws <see cref="StoreRefusedException"/> for a program that knows less than what may stand there. The table must be there.</summary>
    public static async Task Require(NpgsqlConnection connection, Database database, CancellationToken cancellation)
    {
        var (level, own) = (await Read(connection, cancellation), database.Tuning.Level);
        if (level > own)
            throw new StoreRefusedException(TooOld(database.Name, level, own));
    }

    public static string TooOld(string database, int level, int own) =>
        $"This Watchfloor is too old for the database {database}: it has been upgraded to feature level {level}, and this version knows {own}; "
        + "start the newer version, or restore a backup that this one made.";

    /// <summary>Nobody comes meanwhile; null while it is somebody's turn.</summary>
    public static async Task<int?> Raise(Database database, int level, CancellationToken cancellation)
    {
        await using var connection = await database.ToWatch(cancellation);
        if (!await DatabaseLock.Has(connection, DatabaseLock.Coming, cancellation))
            return null;
        // Its lock goes with the connection.
        var lowest = level;
        await using (var statements = new Statements(connection))
            await statements.Add(ServerRows.LowestLevel, row => lowest = row.IsNull(0) ? level : row.Int(0)).Run(cancellation);
        await Keep(connection, Math.Min(level, lowest), cancellation);
        var recorded = await Read(connection, cancellation);
        await DatabaseLock.LetNextCome(connection, cancellation);
        return recorded;
    }

    static int Parse(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
