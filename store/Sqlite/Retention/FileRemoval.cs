namespace Watchfloor.Store.Sqlite;

/// <summary>Files that no event holds, part by part. Those that one holds are settled, so that nobody looks at them again.</summary>
static class FileRemoval
{
    public static int Remove(Writer writer, long before, int limit)
    {
        var left = limit;
        foreach (var (tenant, id, isHeld) in Loose(writer, before, limit))
        {
            if (isHeld)
                Of(writer, "UPDATE attachment SET settled = 1 WHERE tenant = ? AND id = ?", tenant, id).Run();
            else
            {
                left -= Of(
                        writer,
                        """
                        DELETE FROM attachment_part WHERE rowid IN (
                          SELECT rowid FROM attachment_part WHERE tenant = ? AND id = ? ORDER BY part DESC LIMIT ?
                        )
                        """,
                        tenant,
                        id
                    )
                    .Add(left)
                    .Run();
                if (left == 0)
                    break;
                Of(writer, "DELETE FROM attachment WHERE tenant = ? AND id = ?", tenant, id).Run();
            }
            if (--left == 0)
                break;
        }
        return limit - left;
    }

    static Statement Of(Writer writer, string sql, string tenant, string id) => writer.Connection.Sql(sql).Add(tenant).Add(id);

    static List<(string Tenant, string Id, bool IsHeld)> Loose(Writer writer, long before, int limit)
    {
        var row = writer
            .Connection.Sql(
                $"""
                SELECT a.tenant, a.id, coalesce({SqliteAttachments.IsHeld}, 0) FROM attachment a
                LEFT JOIN event e ON e.tenant = a.tenant AND e.id = a.event_id
                WHERE a.settled = 0 AND a.at < ? ORDER BY a.at LIMIT ?
                """
            )
            .Add(before)
            .Add(limit);
        var loose = new List<(string, string, bool)>();
        while (row.Step())
            loose.Add((row.Text(0), row.Text(1), row.Long(2) != 0));
        return loose;
    }
}
