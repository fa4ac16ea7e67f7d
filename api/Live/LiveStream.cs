using System.Runtime.CompilerServices;

namespace Watchfloor.Live;

/// <summary>
/// What one client sees: everything after its cursor, without a gap and nothing twice, then live. The first batch comes at
/// once, empty where there is nothing to catch up with. Throws InvalidCursorException before it where a cursor cannot be resumed.
/// </summary>
sealed class LiveStream(LiveFeed feed, FeedReader reader)
{
    const int Capacity = 1024; // rounds: five seconds of a feed that never rests longer than it must

    public async IAsyncEnumerable<LiveBatch> Follow(
        TenantId tenant,
        string? cursor,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        var place = cursor;
        while (place is not null)
        {
            var batch = await reader.After(place, tenant, cancellation); // the bulk of it, at this client's own pace
            if (batch.Cursor == place)
                break;
            place = batch.Cursor;
            if (batch.Changes.Count > 0)
                yield return batch;
        }

        var client = new LiveClient(tenant, Capacity);
        try
        {
            var joined = await feed.Join(client, place, cancellation);
            if (client.Queue.TryPeek(out _) is false)
                yield return new(joined, []);
            await foreach (var told in client.Queue.ReadAllAsync(cancellation))
            {
                try
                {
                    yield return told.Batch;
                }
                finally
                {
                    told.Round.Passed();
                }
            }
        }
        finally
        {
            client.Leave();
        }
    }

    /// <summary>The same, and null whenever nothing came for a while.</summary>
    public async IAsyncEnumerable<LiveBatch?> FollowWithBeats(
        TenantId tenant,
        string? cursor,
        TimeSpan beat,
        ApiClock clock,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        using var ours = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var batches = Follow(tenant, cursor, ours.Token).GetAsyncEnumerator(ours.Token);
        var quiet = new Quiet(beat, clock, ours.Token);
        Task<bool>? next = null;
        try
        {
            for (var isFirst = true; ; isFirst = false)
            {
                next = batches.MoveNextAsync().AsTask();
                while (!isFirst && !await quiet.IsBroken(next))
                    yield return null;
                if (!await next)
                    yield break;
                yield return batches.Current;
            }
        }
        finally
        {
            await ours.CancelAsync(); // whoever leaves in the middle of a wait
            if (next is not null)
                await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await batches.DisposeAsync();
        }
    }
}
