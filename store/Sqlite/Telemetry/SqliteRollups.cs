using Watchfloor.Kernel;

namespace Watchfloor.Store.Sqlite;

/// <summary>Reads and reckons beside the lane; the lane gets the sums, and moves the mark with them.</summary>
sealed class SqliteRollups(Readers readers, Lane lane) : ITelemetryRollups
{
    public async Task<int> Roll(int limit, CancellationToken cancellation)
    {
        while (Next(limit, cancellation) is { Readings: > 0 } fold)
        {
            if (await lane.Enqueue(fold))
                return fold.Readings;
            // somebody else was faster
        }
        return 0;
    }

    FoldWrite Next(int limit, CancellationToken cancellation)
    {
        using var reader = readers.Rent(cancellation);
        var mark = reader.Sql(MetaRows.Find).Add(MetaRows.Rolled);
        var from = mark.Step() ? mark.Long(0) : 0;
        var fold = new FoldWrite(from);
        var row = reader.Sql("SELECT last, tenant, device, data FROM readings WHERE last > ? ORDER BY last").Add(from);
        while (fold.Readings < limit && row.Step())
            fold.Add(new(row.Text(1)), row.Long(0), ReadingPack.Read(row.Text(2), row.Long(0), row.Utf8(3)));
        fold.Settle();
        return fold;
    }
}
