using Orleans.Runtime;

namespace Orleans.Clustering;

/// <summary>What stands between a grain that came with a view and its first turn here.</summary>
static class Barrier
{
    /// <summary>
    /// Whether what the view brought may be served: it is the newest, and every row has acknowledged it. A lease that ran out is no reason
    /// to leave a row out, since its last batch may still be open, or it may be renewed; only who was evicted or has departed is gone.
    /// "The newest" and "every row" are of one read: with two, whoever skips a view would seem to have acted on it.
    /// </summary>
    internal static bool IsPassed(Snapshot read, View own, SiloAddress self) =>
        read.Number == own.Number && read.RowOf(self) is not null && read.Rows.All(row => row.Acknowledged >= own.Number);
}
