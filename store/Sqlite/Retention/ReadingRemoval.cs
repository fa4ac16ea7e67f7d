namespace Watchfloor.Store.Sqlite;

/// <summary>
/// Packs of readings, partition by partition from the low end. A partition goes when its day is over for long enough, and only what is
/// in the rollups goes.
/// </summary>
static class ReadingRemoval
{
    public static int Remove(Writer writer, long before, int limit)
    {
        var removed = 0;
        foreach (var (first, end) in Partitions(writer, TelemetryRows.DayOf(before)))
        {
            removed += Remove(writer, first, end, limit - removed);
            if (removed == limit)
                break;
            if (end < long.MaxValue && IsEmpty(writer, first, end))
                writer.Connection.Sql("DELETE FROM reading_days WHERE first = ?").Add(first).Run();
        }
        return removed;
    }

    static int Remove(Writer writer, long first, long end, int limit) =>
        writer
            .Connection.Sql(
                """
                DELETE FROM readings WHERE last IN (
                  SELECT last FROM readings WHERE last >= ? AND last < ? AND last <= ? ORDER BY last LIMIT ?
                )
                """
            )
            .Add(first)
            .Add(end)
            .Add(writer.Meta.Of(MetaRows.Rolled))
            .Add(limit)
            .Run();

    static bool IsEmpty(Writer writer, long first, long end)
    {
        var row = writer.Connection.Sql("SELECT 1 FROM readings WHERE last >= ? AND last < ? LIMIT 1").Add(first).Add(end);
        var found = row.Step();
        row.Rest();
        return !found;
    }

    /// <summary>Of days before this one; each ends where the next begins.</summary>
    static List<(long First, long End)> Partitions(Writer writer, long day)
    {
        var row = writer.Connection.Sql(
            "SELECT first, day, coalesce(lead(first) OVER (ORDER BY first), 9223372036854775807) FROM reading_days ORDER BY first"
        );
        var old = new List<(long, long)>();
        while (row.Step())
        {
            if (row.Long(1) < day)
                old.Add((row.Long(0), row.Long(2)));
        }
        return old;
    }
}
