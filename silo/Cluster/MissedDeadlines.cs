using Watchfloor.Kernel;

namespace Watchfloor.Silo;

/// <summary>Finds deadlines that have passed and were not served, over all partitions.</summary>
sealed class MissedDeadlines(IDueTimes due)
{
    /// <summary>The oldest that was due at an instant; null where none was.</summary>
    public async ValueTask<DateTimeOffset?> Oldest(DateTimeOffset at, CancellationToken cancellation)
    {
        DateTimeOffset? oldest = null;
        for (var partition = 0; partition < due.Partitions; partition++)
        {
            var missed = await due.Missed(partition, at, behind: null, limit: 1, cancellation);
            if (missed.Count > 0 && !(oldest <= missed[0].At))
                oldest = missed[0].At;
        }
        return oldest;
    }
}
