using System.Globalization;
using System.Security.Cryptography;
using Npgsql;

namespace Watchfloor.Store.Postgres;

/// <summary>
/// Where a database stands, and what follows from it. A copy that was restored elsewhere, or to an earlier moment, is known by its place:
/// it gets another feed epoch, and numbers of transactions that go on above all that it holds.
/// </summary>
static class Installing
{
    const string Meta = "SELECT name, value FROM meta WHERE name IN ('epoch', 'xid_base', 'place')";
    const string Place = """
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
    const string Keep = "INSERT INTO meta VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value";

    public static async Task<Server> Read(NpgsqlConnection connection, string name, int lanes, CancellationToken cancellation)
    {
        var known = new Dictionary<string, string>();
        var (place, newest, current, facts, waits) = ("", 0L, 0L, 0L, true);
        await using (var statements = new Statements(connection))
        {
            statements.Add(
                Place,
                row =>
                    (place, _, _, waits) = (
                        row.Text(0),
                        Fits(row.Bool(1), "its encoding must be UTF8"),
                        Fits(row.Bool(2), "it must be PostgreSQL 14 or later"),
                        row.Bool(3)
                    )
            );
            statements.Add(Meta, row => known[row.Text(0)] = row.Text(1));
            statements.Add(Newest, row => (newest, current) = (row.Long(0), row.Long(1)));
            await statements.Run(cancellation);
        }
        if (known.GetValueOrDefault("place") != place)
        {
            known["place"] = place;
            known["epoch"] = RandomNumberGenerator.GetHexString(16);
            known["xid_base"] = $"{Math.Max(0, newest - current)}";
        }
        // Files that were put back by hand stand in the same place. What this life writes gets numbers that the lost one never gave, so
        // that a cursor of it is known for what it is.
        var xidBase = long.Parse(known["xid_base"], CultureInfo.InvariantCulture) + RandomNumberGenerator.GetInt32(1, 1 << 16);
        known["xid_base"] = $"{xidBase}";
        await using (var statements = new Statements(connection))
        {
            foreach (var (key, value) in known)
                statements.Add(Keep, null, key, value);
            statements.Add(LaneRows.Add, null, lanes).Add(LaneRows.Take, null, name);
            statements.Add(LaneRows.Facts, row => facts = row.Long(0));
            await statements.Run(cancellation);
        }
        var epoch = ulong.Parse(known["epoch"], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return new(name, epoch, xidBase, facts, waits);
    }

    static bool Fits(bool fits, string what) => fits ? fits : throw new StoreRefusedException($"The database cannot be used: {what}.");
}
