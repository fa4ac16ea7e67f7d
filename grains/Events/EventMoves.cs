using System.Collections.Immutable;
using Watchfloor.Kernel;
using Watchfloor.ServiceLevels;
using static Watchfloor.Kernel.Decision;

namespace Watchfloor.Events;

/// <summary>
/// Merging and splitting by hand. What goes to another event is told to it first and held here until it says that it has it; what ended here
/// in between ends there too. So no condition is ever held by nobody, nor for good by two.
/// </summary>
static class EventMoves
{
    const int LongestNote = 4_000;
    const int LongestTitle = 300;

    public static Decision<EventFact> Decide(EventKnown known, EventCommand command, string words, DateTimeOffset now) =>
        (known, command) switch
        {
            (EventOpen, MergeInto merge) => Merge(known.Body, merge, now),
            (EventMerged merged, MergeInto merge) when merged.Into == merge.Into => [],
            (_, MergeInto) => Refuse($"it is {words}; there is nothing left to merge"),
            (EventOpen open, TakeIn take) => TakeIn(open, take, now),
            (_, TakeIn take) => NotIn(take, $"it is {words}", now),
            (_, EndMerge end) => End(known.Body, end, now),
            (EventOpen, Split split) => Parting(known.Body, split, now),
            (_, Split) => Refuse($"it is {words}; there is nothing left to split"),
            (_, EndSplit end) => End(known, end, now),
            (EventMerged, LetGo let) when let.Contributors.Length + let.Renewed.Length > 0 =>
            [
                new PassedOn(let.Contributors, now, let.Renewed),
            ],
            (_, LetGo let) => LetGo(known, let, now),
            _ => [], // it is over, or has begun
        };

    /// <summary>On its way it still renews what it holds: the other one may say no, and then nobody else must hold it.</summary>
    public static bool Keeps(EventBody body, Detection detection) =>
        detection.ConditionKey is { } key && body.Holds(key, ConditionOrigin.Of(detection), detection.Source);

    static Decision<EventFact> Merge(EventBody body, MergeInto merge, DateTimeOffset now) =>
        merge.Note is { Length: > LongestNote } ? Invalid($"a note has at most {LongestNote} characters")
        : body.Leaving is { IsWhole: true } leaving && leaving.To == merge.Into ? []
        : body.Leaving is { } other ? Refuse(Busy(other))
        : body.Arriving is [var from, ..] ? Refuse($"event {from} is just arriving in it; try again")
        : [new MergeBegun(merge.By, merge.Into, merge.Note, body.Moves + 1, now)];

    static Decision<EventFact> TakeIn(EventOpen open, TakeIn take, DateTimeOffset now)
    {
        var own = take.Contributors;
        return open.Body.Leaving is { IsWhole: true } ? NotIn(take, "it is itself being merged into another event", now)
            : open.Body.Gathering is not null ? NotIn(take, "it was not seen often enough yet, and calls for nobody", now)
            : open.Body.Historical && !take.Historical ? NotIn(take, "it is told for the record and pages nobody", now)
            : !EventRoom.IsFor(EventRoom.Together(open.Body.Contributors, own)) ? NotIn(take, "it cannot hold so many open conditions", now)
            : [Taken(open.Body, take, now), .. Calls(open.Body, take) ? EventMerges.GivenBack(open, take.Severity, now) : []];
    }

    /// <summary>What is told for the record makes nothing worse that is not.</summary>
    static bool Calls(EventBody body, TakeIn take) => body.Historical || !take.Historical;

    static TakenIn Taken(EventBody body, TakeIn take, DateTimeOffset now)
    {
        var isWorse = Calls(body, take) && take.Severity < body.Severity;
        return new(
            take.From,
            take.Turn,
            take.By,
            take.Note,
            take.Title,
            take.Severity,
            take.Count,
            take.LastDetectedAt,
            take.Contributors,
            now,
            isWorse ? EventSla.AfterMerge(body, take.Severity, now) : null,
            isWorse ? body.Severity : null,
            take.Historical
        );
    }

    static Decision<EventFact> NotIn(TakeIn take, string why, DateTimeOffset now) => [new NotTakenIn(take.From, take.Turn, why, now)];

    static Decision<EventFact> End(EventBody body, EndMerge end, DateTimeOffset now) =>
        body.Leaving is not { IsWhole: true } leaving || leaving.To != end.Into || leaving.Turn != end.Turn ? []
        : end.Refusal is { } why ? [new MergeFailed(end.Into, why, now)]
        : [new MergedAway(leaving.By, end.Into, leaving.Gone, now, leaving.Renewed(body))];

    static Decision<EventFact> Parting(EventBody body, Split split, DateTimeOffset now)
    {
        var keys = split.ConditionKeys.ToHashSet(StringComparer.Ordinal);
        var leaving = Values.From(body.Contributors.Where(contributor => keys.Contains(contributor.ConditionKey)));
        return keys.Count == 0 ? Invalid("name at least one of its open conditions")
            : split.Title is { } title && (string.IsNullOrWhiteSpace(title) || title.Length > LongestTitle)
                ? Invalid($"a title has 1 to {LongestTitle} characters")
            : split.Note is { Length: > LongestNote } ? Invalid($"a note has at most {LongestNote} characters")
            : body.Leaving is { } other ? Refuse(Busy(other))
            : body.Arriving is [var from, ..] ? Refuse($"event {from} is just arriving in it; try again")
            : keys.FirstOrDefault(key => leaving.All(contributor => contributor.ConditionKey != key)) is { } stranger
                ? Refuse($"it holds no open condition {stranger}")
            : leaving.Length == body.Contributors.Length ? Refuse("these are all of its open conditions; one must stay")
            : leaving.DistinctBy(contributor => contributor.Origin ?? EventHomes.Of(body)).Count() > 1
                ? Refuse("they belong to several facilities or categories; split them one after the other")
            :
            [
                new SplitBegun(
                    split.By,
                    split.NewId,
                    split.Note,
                    body.Moves + 1,
                    EventHomes.Seed(body, leaving, split.Title),
                    leaving,
                    now
                ),
            ];
    }

    public static Decision<EventFact> Begin(BreakOff begin, DateTimeOffset now) =>
        [
            new BrokenOff(
                begin.From,
                begin.Turn,
                begin.By,
                begin.Note,
                begin.Seed,
                begin.Contributors,
                SlaTime.Due(begin.Terms, begin.Seed.Severity, now),
                now,
                begin.Terms,
                begin.Muting
            ),
        ];

    /// <summary>Where all others ended meanwhile nothing is left, and that resolves it.</summary>
    static Decision<EventFact> End(EventKnown known, EndSplit end, DateTimeOffset now)
    {
        if (known.Body.Leaving is not { IsWhole: false } leaving || leaving.To != end.NewId || leaving.Turn != end.Turn)
            return [];
        var off = new SplitOff(end.NewId, leaving.Gone, now, leaving.Renewed(known.Body));
        var empties =
            known is EventOpen { Body: { Unstable: null, Gathering: null } }
            && known.Body.Contributors.Length > 0
            && known.Body.Contributors.All(leaving.Took);
        return empties ? [off, EventSla.End(known.Body, EventRules.Itself, forced: false, note: null, now)] : [off];
    }

    static Decision<EventFact> LetGo(EventKnown known, LetGo word, DateTimeOffset now)
    {
        var body = known.Body;
        ImmutableArray<EventFact> arrived = body.Arriving.Contains(word.From) ? [new Arrived(word.From, now)] : [];
        if (known is not EventOpen open)
            return new(arrived);
        var again = Renewed(open, word, now);
        body = again.OfType<Renewed>().Aggregate(body, EventMoved.With);
        ImmutableArray<EventFact> cleared =
        [
            .. from gone in word.Contributors
            where body.Contributors.Any(held => held.Is(gone.ConditionKey, gone.Origin, gone.Source) && !(held.Seen > gone.Seen))
            select new ConditionCleared(gone.ConditionKey, now, now, Occurrence: null, gone.Origin, gone.Source),
        ];
        var isOver = cleared.Length > 0 && cleared.Length == body.Contributors.Length && body is { Unstable: null, Gathering: null };
        return isOver
            ? [.. arrived, .. again, .. cleared, EventSla.End(body, EventRules.Itself, forced: false, note: null, now)]
            : new([.. arrived, .. again, .. cleared]);
    }

    /// <summary>What was seen there once more while it came here, and here not since.</summary>
    static ImmutableArray<EventFact> Renewed(EventOpen open, LetGo word, DateTimeOffset now)
    {
        var body = open.Body;
        var seen = word.Renewed.RemoveAll(one =>
            !body.Held(one.ConditionKey, one.Origin, one.Source).Any(held => !(held.Seen >= one.Seen))
        );
        if (seen.Length == 0)
            return [];
        var worst = seen.Min(one => one.Severity ?? body.Severity);
        var isWorse = worst < body.Severity;
        var slaDueAt = isWorse ? EventSla.AfterMerge(body, worst, now) : null;
        return
        [
            new Renewed(word.From, seen, worst, now, slaDueAt, isWorse ? body.Severity : null),
            .. EventMerges.GivenBack(open, worst, now),
        ];
    }

    static string Busy(Leaving leaving) =>
        leaving.IsWhole
            ? $"it is being merged into event {leaving.To}"
            : $"conditions of it are just going to event {leaving.To}; try again";
}
