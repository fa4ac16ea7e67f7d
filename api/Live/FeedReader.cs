using Watchfloor.Store;

namespace Watchfloor.Live;

/// <summary>Reads the feed and looks up the events that changed, in one read per tenant.</summary>
sealed class FeedReader(IFeed feed, IEventReads events)
{
    const int Most = 1000;

    public ValueTask<string> Head(CancellationToken cancellation) => feed.Head(cancellation);

    /// <summary>What comes after a place, for one tenant or for all. A batch whose cursor is the given one is the end.</summary>
    public async ValueTask<LiveBatch> After(string cursor, TenantId? only, CancellationToken cancellation)
    {
        var batch = await feed.After(cursor, Most, cancellation);
        var changes = new List<LiveChange>();
        foreach (var ofTenant in batch.Items.Where(item => only is null || item.Tenant == only).GroupBy(item => item.Tenant))
        {
            var last = ofTenant.GroupBy(item => item.EventId).ToDictionary(group => group.Key, group => group.Last().Cursor);
            foreach (var view in await events.Find(ofTenant.Key, last.Keys, cancellation))
                changes.Add(new(last[view.Id], ofTenant.Key, view));
        }
        return new(batch.Cursor, InOrder(batch, changes)) { MayHaveMore = batch.Items.Count >= Most };
    }

    // by the last change of each: whoever has seen one of them has seen all before it
    static List<LiveChange> InOrder(FeedBatch batch, List<LiveChange> changes)
    {
        var place = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < batch.Items.Count; i++)
            place[batch.Items[i].Cursor] = i;
        return [.. changes.OrderBy(change => place[change.Cursor])];
    }
}
