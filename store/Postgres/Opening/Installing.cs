using System.Security.Cryptography;
using Npgsql;

namespace Watchfloor.Store.Postgres;

/// <summary>
/// Where a database stands, and what follows from it. A copy that was restored elsewhere, or to an earlier moment, is known by its place:
/// it gets another feed epoch, and numbers of transactions that go on above all that it holds.
/// </summary>
static class Installing
{
    const string Where = """
        SELECT (SELECT system_identifier FROM pg_control_system()) || '/' || (SELECT timeline_id FROM pg_control_checkpoint())
          || '/' || (SELECT oid FROM pg_database WHERE datname = current_database()),
          current_setting('server_encoding') = 'UTF8',
          current_setting('server_version_num')::integer >= 140000,
          current_setting('fsync') = 'on'
        """;
    const string Newest = """
        SELECT greatest(
          coalesce((SELECT xid FROM journal ORDER BY xid DESC LIMIT 1), 0),
          coalesce((SELECT max(seq) FROM outbox) >> 20, 0), coalesce((SELECT max(seq) FROM outbox_parked) >> 20, 0)
        ), pg_current_xact_id()::text::bigint
        """;

    /// <summary>By whoever has the database to himself at this moment: those who had it before can write nothing more.</summary>
    public static async Task<Server> Take(NpgsqlConnection connection, int lanes, CancellationToken cancellation)
    {
        var (place, newest, current, facts, waits) = ("", 0L, 0L, 0L, true);
        await using (var statements = new Statements(connection))
        {
            statements.Add(
                Where,
                row =>
                    (place, _, _, waits) = (
                        row.Text(0),
                        Fits(row.Bool(1), "its encoding must be UTF8"),
                        Fits(row.Bool(2), "it must be PostgreSQL 14 or later"),
                        row.Bool(3)
                    )
            );
            statements.Add(Newest, row => (newest, current) = (row.Long(0), row.Long(1)));
            await statements.Run(cancellation);
        }
        var meta = await Meta.Read(connection, cancellation);
        if (meta.Place != place)
            meta = new(place, RandomNumberGenerator.GetHexString(16), Math.Max(0, newest - current));
        // Files that were put back by hand stand in the same place. What this life writes gets numbers that the lost one never gave, so
        // that a cursor of it is known for what it is.
        meta = meta with
        {
            XidBase = meta.XidBase + RandomNumberGenerator.GetInt32(1, 1 << 16),
        };
        var mine = Place.New(meta.XidBase);
        await using (var statements = new Statements(connection))
        {
            meta.Keep(statements);
            statements.Add(ServerRows.Clear, null).Add(LaneRows.Take, null, mine.Name, lanes);
            statements.Add(LaneRows.Facts, row => facts = row.Long(0));
            await statements.Run(cancellation);
        }
        return new(meta.Feed, facts, waits, await Levels.Read(connection, cancellation), mine)
        {
            IndexesLater = await TermsBehind.Are(connection, cancellation),
        };
    }

    /// <summary>By one more of several, while another one has it: what stands there holds.</summary>
    public static async Task<Server> Join(NpgsqlConnection connection, int lanes, CancellationToken cancellation)
    {
        var (facts, waits) = (0L, true);
        var meta = await Meta.Read(connection, cancellation);
        var level = await Levels.Read(connection, cancellation);
        var isBehind = await TermsBehind.Are(connection, cancellation);
        var mine = Place.New(meta.XidBase);
        await using var statements = new Statements(connection);
        statements.Add(Where, row => waits = row.Bool(3)).Add(LaneRows.Add, null, mine.Name, lanes);
        await statements.Add(LaneRows.Facts, row => facts = row.Long(0)).Run(cancellation);
        return new(meta.Feed, facts, waits, level, mine) { IndexesLater = isBehind };
    }

    /// <summary>
    /// By one of several who had lost his connection. Whoever had the database to himself meanwhile has moved the numbers on and taken the
    /// lanes away: then there are new ones, under another name. False where it is another database: what is known of it here is void.
    /// </summary>
    public static async Task<bool> Rejoin(NpgsqlConnection connection, Server server, int lanes, CancellationToken cancellation)
    {
        var meta = await Meta.Read(connection, cancellation);
        if (meta.Epoch.Length == 0 || meta.Feed != server.Epoch || meta.XidBase < server.XidBase)
            return false;
        var hasLanes = false;
        await using (var statements = new Statements(connection))
            await statements.Add(ServerRows.Has, row => hasLanes = row.Bool(0), server.Place.Name).Run(cancellation);
        if (hasLanes && meta.XidBase == server.XidBase)
            return true;
        var mine = Place.New(meta.XidBase);
        await using (var statements = new Statements(connection))
            await statements.Add(LaneRows.Add, null, mine.Name, lanes).Run(cancellation);
        server.Place = mine;
        return true;
    }

    static bool Fits(bool fits, string what) => fits ? fits : throw new StoreRefusedException($"The database cannot be used: {what}.");
}
