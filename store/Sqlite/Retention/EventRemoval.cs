namespace Watchfloor.Store.Sqlite;

/// <summary>Closed events with all that belongs to them. The tombstone and the claims stay.</summary>
static class EventRemoval
{
    const string Of = "tenant = ?1 AND kind = 'event' AND id = ?2";
    const string Escalation = "tenant = ?1 AND kind = 'escalation' AND id = ?2";
    const string Pages = "tenant = ?1 AND kind = 'page' AND id > ?2 || '.' AND id < ?2 || '/'";

    static readonly string[] Belongings =
    [
        "DELETE FROM event WHERE tenant = ?1 AND id = ?2",
        "DELETE FROM escalation WHERE tenant = ?1 AND id = ?2",
        "DELETE FROM page WHERE tenant = ?1 AND id > ?2 || '.' AND id < ?2 || '/'",
        "UPDATE attachment SET settled = 0 WHERE tenant = ?1 AND event_id = ?2", // the bytes go in steps of their own
        .. from table in new[] { "journal", "requests", "due" }
        from whose in new[] { Of, Escalation, Pages }
        select $"DELETE FROM {table} WHERE {whose}",
    ];

    public static int Remove(Writer writer, long before, int limit)
    {
        var closed = Closed(writer, before, limit);
        foreach (var (tenant, id, version) in closed)
        {
            writer.Connection.Sql("INSERT INTO tombstones VALUES (?, ?, ?, ?)").Add(tenant).Add(id).Add(version).Add(writer.Now).Run();
            foreach (var belonging in Belongings)
                writer.Connection.Sql(belonging).Add(tenant).Add(id).Run();
        }
        return closed.Count;
    }

    static List<(string Tenant, string Id, long Version)> Closed(Writer writer, long before, int limit)
    {
        var row = writer
            .Connection.Sql("SELECT tenant, id, version FROM event WHERE status = 'closed' AND updated_at < ? ORDER BY updated_at LIMIT ?")
            .Add(before)
            .Add(limit);
        var closed = new List<(string, string, long)>();
        while (row.Step())
            closed.Add((row.Text(0), row.Text(1), row.Long(2)));
        return closed;
    }
}
