using System.Diagnostics;
using Watchfloor.Store;
using Watchfloor.Store.Sqlite;

namespace Watchfloor.Benchmarks;

/// <summary>
/// SQLite alone: writes the very rows that a server made of its events into an empty database of the same schema and the same care for
/// durability, several events per transaction. The rows lie in memory, by event. What no server on it can exceed with that many per flush.
/// </summary>
static class RowsPeer
{
    /// <summary>With so many events per transaction, or fewer. The server may run.</summary>
    public static BareWriting Copy(string from, IReadOnlyList<string> events, int wanted)
    {
        using var folder = new TemporaryFolder();
        SqliteStore.Open(folder.Full, TimeProvider.System).Dispose();
        using var connection = Connection.ToWrite(Path.Combine(folder.Full, "watchfloor.db"));
        Want(connection, events);
        connection.Run($"ATTACH '{Path.Combine(from, "watchfloor.db")}' AS served");
        var copies = EventTables.All.Select(table => Staged(connection, table.Table, table.Event)).ToList();
        connection.Run("DETACH served");
        var perTransaction = EventTables.Together(events.Count, connections: 1, wanted);
        var groups = events.Chunk(perTransaction).ToList();
        Write(connection, copies, groups[..1]); // plans are made
        var began = Stopwatch.GetTimestamp();
        Write(connection, copies, groups[1..]);
        return new((events.Count - perTransaction) / Stopwatch.GetElapsedTime(began).TotalSeconds, perTransaction);
    }

    static void Write(Connection connection, List<string> copies, List<string[]> groups)
    {
        var terms = new TermRows(connection);
        foreach (var together in groups)
        {
            connection.Run("BEGIN IMMEDIATE");
            foreach (var id in together)
            {
                foreach (var copy in copies)
                    connection.Sql(copy).Add(id).Run();
            }
            terms.Settle();
            connection.Run("COMMIT");
        }
    }

    static void Want(Connection connection, IEnumerable<string> events)
    {
        connection.Run("CREATE TEMP TABLE wanted (id TEXT PRIMARY KEY); BEGIN");
        foreach (var id in events)
            connection.Sql("INSERT INTO wanted VALUES (?)").Add(id).Run();
        connection.Run("COMMIT");
    }

    /// <summary>Brings the rows into memory, and returns what writes those of one event. Columns are named, because a generated one cannot be written.</summary>
    static string Staged(Connection connection, string table, string eventColumn)
    {
        var columns = new List<string>();
        var info = connection.Sql($"SELECT name FROM pragma_table_info('{table}')");
        while (info.Step())
            columns.Add(info.Text(0));
        info.Rest();
        var list = string.Join(", ", columns);
        var kinds = table is "claims" or "event" or "escalation" ? "" : "kind IN ('event', 'escalation') AND ";
        connection.Run(
            $"""
            CREATE TEMP TABLE rows_of_{table} AS SELECT {list} FROM served.{table}
              WHERE tenant = '{TenantId.Default.Value}' AND {kinds}{eventColumn} IN (SELECT id FROM wanted);
            CREATE INDEX temp.rows_by_event_of_{table} ON rows_of_{table} ({eventColumn});
            """
        );
        return $"INSERT INTO main.{table} ({list}) SELECT {list} FROM temp.rows_of_{table} WHERE {eventColumn} = ?";
    }
}
