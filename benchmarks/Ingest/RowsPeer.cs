using System.Diagnostics;
using Watchfloor.Store;
using Watchfloor.Store.Sqlite;

namespace Watchfloor.Benchmarks;

/// <summary>
/// SQLite alone: copies the very rows that a server left behind into an empty database of the same schema and the same care for
/// durability, so many events per transaction. What no server on it can exceed with that many events per flush.
/// </summary>
static class RowsPeer
{
    static readonly (string Table, string Event)[] Tables =
    [
        ("journal", "id"),
        ("event", "id"),
        ("escalation", "id"),
        ("due", "id"),
        ("requests", "id"),
        ("claims", "event_id"),
    ];

    /// <summary>Events per second.</summary>
    public static double Copy(string from, IReadOnlyList<string> events, int perTransaction)
    {
        using var folder = new TemporaryFolder();
        SqliteStore.Open(folder.Full, TimeProvider.System).Dispose();
        using var connection = Connection.ToWrite(Path.Combine(folder.Full, "watchfloor.db"));
        connection.Run($"ATTACH '{Path.Combine(from, "watchfloor.db")}' AS served");
        connection.Run("CREATE INDEX served.claims_by_event ON claims (tenant, event_id)"); // finding the rows must not count
        var copies = Tables.Select(table => Copying(connection, table.Table, table.Event)).ToList();
        var began = Stopwatch.GetTimestamp();
        foreach (var together in events.Chunk(perTransaction))
        {
            connection.Run("BEGIN IMMEDIATE");
            foreach (var id in together)
            {
                foreach (var copy in copies)
                    connection.Sql(copy).Add(TenantId.Default.Value).Add(id).Run();
            }
            connection.Run("COMMIT");
        }
        return events.Count / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    /// <summary>Columns are named, because a generated one cannot be written.</summary>
    static string Copying(Connection connection, string table, string eventColumn)
    {
        var columns = new List<string>();
        var info = connection.Sql($"SELECT name FROM pragma_table_info('{table}')");
        while (info.Step())
            columns.Add(info.Text(0));
        var list = string.Join(", ", columns);
        var among = table == "claims" ? "" : Kinds(table);
        return $"INSERT INTO main.{table} ({list}) SELECT {list} FROM served.{table} WHERE tenant = ? AND {among}{eventColumn} = ?";
    }

    static string Kinds(string table) => table is "event" or "escalation" ? "" : "kind IN ('event', 'escalation') AND ";
}
