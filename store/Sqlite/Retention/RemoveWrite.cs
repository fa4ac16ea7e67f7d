using Watchfloor.Kernel;

namespace Watchfloor.Store.Sqlite;

/// <summary>One step of retention.</summary>
sealed class RemoveWrite(Aged what, long before, int limit) : Write<int>
{
    protected override int Change(Writer writer)
    {
        writer.KeepNumbers();
        return what switch
        {
            Aged.Events => EventRemoval.Remove(writer, before, limit),
            Aged.Readings => ReadingRemoval.Remove(writer, before, limit),
            Aged.MinuteRollups => Rollups(writer, Resolution.Minute),
            Aged.FiveMinuteRollups => Rollups(writer, Resolution.FiveMinutes),
            Aged.HourRollups => Rollups(writer, Resolution.Hour),
            Aged.Wishes => Oldest(writer, "requests", "rowid", "at"),
            Aged.Answers => Oldest(writer, "answers", "rowid", "at"),
            Aged.Audit => Oldest(writer, "audit", "n", "at"),
            Aged.Files => FileRemoval.Remove(writer, before, limit),
            Aged.Sessions => writer
                .Connection.Sql("DELETE FROM sessions WHERE hash IN (SELECT hash FROM sessions WHERE until < ? LIMIT ?)")
                .Add(before)
                .Add(limit)
                .Run(),
            _ => throw new ArgumentOutOfRangeException(nameof(writer), what, "nobody knows how to remove it"),
        };
    }

    /// <summary>Row numbers grow with time: the oldest are looked at, not all, so that no index is needed to find them.</summary>
    int Oldest(Writer writer, string table, string number, string instant) =>
        writer
            .Connection.Sql(
                $"""
                DELETE FROM {table} WHERE {number} IN (
                  SELECT {number} FROM (SELECT {number}, {instant} FROM {table} ORDER BY {number} LIMIT ?) WHERE {instant} < ?
                )
                """
            )
            .Add(limit)
            .Add(before)
            .Run();

    /// <summary>Whole spans: they lie side by side, so that they go page by page.</summary>
    int Rollups(Writer writer, Resolution resolution)
    {
        var width = RollupWidth.Of(resolution);
        return writer
            .Connection.Sql(
                """
                DELETE FROM rollups WHERE (width, span, tenant, tag, at) IN (
                  SELECT width, span, tenant, tag, at FROM rollups WHERE width = ? AND span < ? LIMIT ?
                )
                """
            )
            .Add(width)
            .Add(RollupWidth.SpanOf(width, before))
            .Add(limit)
            .Run();
    }
}
