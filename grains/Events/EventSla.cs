using Watchfloor.ServiceLevels;

namespace Watchfloor.Events;

/// <summary>What becomes of the time that people have, by the terms that an event keeps. The answer is recorded with the fact.</summary>
static class EventSla
{
    /// <summary>
    /// A worse severity brings the end forward, never back; any other detection puts it off where the policy says so, and it is not too late.
    /// Null: it stays.
    /// </summary>
    public static DateTimeOffset? AfterMerge(EventBody body, Severity seen, DateTimeOffset now)
    {
        var isWorse = seen < body.Severity;
        var from = body.SlaPausedAt ?? now; // what stands still moves on by the pause
        if (!isWorse && !(body.SlaTerms is { ExtendOnMerge: true } && body.SlaBreachedAt is null && body.SlaDueAt > from))
            return null;
        var anew = SlaTime.Due(body.SlaTerms, isWorse ? seen : body.Severity, from);
        return isWorse ? Earlier(anew, body.SlaDueAt)
            : anew > body.SlaDueAt ? anew
            : null;
    }

    /// <summary>Only a shelf stops it, and only where the policy says so; or whoever puts the event aside does.</summary>
    public static bool IsPausedBy(EventBody body, PutAside put) =>
        put.PausesSla || put.Kind == AsideKind.Shelved && body.SlaTerms is { PauseWhileShelved: true };

    /// <summary>
    /// When it ends after what stopped it has gone, now or <paramref name="already"/> then; null where something else stops it still, or plain
    /// time up to now alone counts.
    /// </summary>
    public static DateTimeOffset? AfterPause(EventBody body, bool isStopped, DateTimeOffset now, DateTimeOffset? already = null)
    {
        if (isStopped || body.SlaPausedAt is not { } since)
            return null;
        var end = already < now ? already.Value : now;
        return body.SlaTerms is { Calendar: not null } || end < now
            ? SlaTime.GoesOn(body.SlaTerms, body.SlaDueAt, since, end > since ? end : since)
            : null;
    }

    /// <summary>It is over, and so is everything that stopped its clock.</summary>
    public static Resolved End(EventBody body, string by, bool forced, string? note, DateTimeOffset now) =>
        new(by, forced, note, now, AfterPause(body, isStopped: false, now));

    static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}
