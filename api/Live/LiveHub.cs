using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.SignalR;
using Watchfloor.Events;
using Watchfloor.Security;
using Watchfloor.Store;

namespace Watchfloor.Live;

/// <summary>
/// The live picture for wallboards and consoles: a snapshot, or what happened since the cursor, then changes, and a beat
/// every two seconds of quiet.
/// </summary>
sealed class LiveHub(
    LiveStream stream,
    FeedReader reader,
    IEventReads reads,
    LiveSeats seats,
    Doorkeeper keeper,
    ApiClock clock,
    TimeProvider time
) : Hub
{
    const int Most = 1000;
    static readonly TimeSpan Beat = TimeSpan.FromSeconds(2);
    static readonly EventFilter Open = new(
        [EventStatus.New, EventStatus.Acknowledged, EventStatus.InProgress, EventStatus.Resolved],
        [],
        EventOrder.Urgency
    );

    public async IAsyncEnumerable<LiveFrame> Live(string? cursor, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var tenant = Caller.Of(Context.User!).Tenant;
        var http = Context.GetHttpContext()!;
        if (!await keeper.MayStay(http, Doors.Read, cancellation)) // the connection is older than this call
            throw SentAway();
        using var seat = seats.Take(http) ?? throw new HubException(seats.Refusal);
        if (cursor is not null && !await CanResume(tenant, cursor, cancellation))
            cursor = null;
        var stay = new LongStay(keeper, clock, http, Doors.Read);
        var (needsSnapshot, isFirst, place, told) = (cursor is null, true, "", clock.Provider.GetTimestamp());
        await foreach (var batch in Told(tenant, cursor, cancellation))
        {
            if (!await stay.IsWelcome(cancellation))
                throw SentAway();
            place = batch?.Cursor ?? place;
            if (isFirst && needsSnapshot)
                yield return Frame(LiveFrameKind.Snapshot, place, await Snapshot(tenant, cancellation));
            else if (batch is not null && (isFirst || batch.HasNews))
                yield return batch.Frame(time);
            else if (batch is null || clock.Provider.GetElapsedTime(told) >= Beat) // what is no news is no sign of life either
                yield return Frame(LiveFrameKind.Beat, place, []);
            else
                continue;
            (isFirst, told) = (false, clock.Provider.GetTimestamp());
        }
    }

    /// <summary>Whoever was let in once and may not stay loses the connection too, with all that is asked on it.</summary>
    HubException SentAway()
    {
        Context.Abort();
        return new("You were signed out, or your key was taken away. Sign in again.");
    }

    async IAsyncEnumerable<LiveBatch?> Told(TenantId tenant, string? cursor, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var batches = stream.FollowWithBeats(tenant, cursor, Beat, clock, cancellation).GetAsyncEnumerator(cancellation);
        while (true)
        {
            try
            {
                if (!await batches.MoveNextAsync())
                    yield break;
            }
            catch (TooSlowException slow)
            {
                throw new HubException(slow.Message, slow);
            }
            yield return batches.Current;
        }
    }

    async ValueTask<bool> CanResume(TenantId tenant, string cursor, CancellationToken cancellation)
    {
        try
        {
            await reader.After(cursor, tenant, cancellation);
            return true;
        }
        catch (InvalidCursorException)
        {
            return false;
        }
    }

    async ValueTask<List<EventView>> Snapshot(TenantId tenant, CancellationToken cancellation)
    {
        var events = new List<EventView>();
        string? next = null;
        do
        {
            var listing = await reads.List(tenant, Open, Math.Min(500, Most - events.Count), next, cancellation);
            events.AddRange(listing.Items);
            next = listing.Next;
        } while (next is not null && events.Count < Most);
        return events;
    }

    LiveFrame Frame(LiveFrameKind kind, string cursor, IReadOnlyList<EventView> events) => new(kind, cursor, time.GetUtcNow(), events);
}
