using System.Collections.Immutable;
using Watchfloor.Kernel;
using static Watchfloor.Kernel.Decision;

namespace Watchfloor.Events;

/// <summary>One more detection of the same trouble. Where it is worse than what somebody took, nobody has it any more.</summary>
static class EventMerges
{
    public static Decision<EventFact> Join(EventOpen open, Merge merge, DateTimeOffset now)
    {
        var (body, seen) = (open.Body, merge.Detection);
        if (!EventRoom.IsFor(body.Contributors, seen))
            return Refuse("it holds as many open conditions as it can; this one begins another event");
        // What is told for the record calls for nobody, and takes nothing from whoever has the event.
        var calls = body.Historical || !seen.Historical;
        var isWorse = calls && seen.Severity < body.Severity;
        var slaDueAt = calls ? EventSla.AfterMerge(body, seen.Severity, now) : null;
        var merged = new Merged(seen, now, merge.Past, slaDueAt, isWorse ? body.Severity : null);
        var after = body.Joined(merged);
        var isQuiet = !calls || body.Contributors.Length > 0 || body.Unstable is not null;
        ImmutableArray<EventFact> returned = isQuiet ? [] : EventAsides.OneShotOver(after, "it was seen again", now);
        return
        [
            merged,
            .. returned,
            .. EventUnrest.Begun(body, after, seen.ConditionKey, now),
            .. EventGathering.Reached(returned.OfType<BroughtBack>().Aggregate(after, (joined, back) => joined.Back(back)), now),
            .. calls ? GivenBack(open, seen.Severity, now) : [],
        ];
    }

    /// <summary>What somebody has that gets so much worse, nobody has any more.</summary>
    public static ImmutableArray<EventFact> GivenBack(EventOpen open, Severity now, DateTimeOffset at) =>
        open is EventNew || now >= open.Body.Severity
            ? []
            : [new Unacknowledged(EventRules.Itself, $"it got worse: {Word(now)}, not {Word(open.Body.Severity)}", at)];

    static string Word(Severity severity) => WireWords.Of(severity);
}
