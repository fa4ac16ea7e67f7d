using Watchfloor.Store;
using static Watchfloor.Events.Timeline;

namespace Watchfloor.Events;

/// <summary>Events that were merged or split by hand, as sentences; each of the two tells it.</summary>
static class MoveStory
{
    public static TimelineItem? Tell(JournalRow row) =>
        row.Fact switch
        {
            "merge-begun" => Begun(Read<MergeBegun>(row)),
            "merged-away" => Away(Read<MergedAway>(row)),
            "merge-failed" => Failed(Read<MergeFailed>(row)),
            "taken-in" => Taken(Read<TakenIn>(row)),
            "renewed" => SeenOnTheWay(Read<Renewed>(row)),
            "split-begun" => Split(Read<SplitBegun>(row)),
            "broken-off" => Off(Read<BrokenOff>(row)),
            _ => null,
        };

    static TimelineItem Begun(MergeBegun fact)
    {
        var detail = new Details { { "into", fact.Into }, { "note", fact.Note } };
        return new(
            fact.At,
            TimelineType.MergeBegun,
            fact.By,
            With($"{fact.By} merges it into event {fact.Into}.", fact.Note),
            detail.Given
        );
    }

    static TimelineItem Away(MergedAway fact) =>
        new(
            fact.At,
            TimelineType.MergedInto,
            fact.By,
            $"It is merged into event {fact.Into}, which holds all that it held. It is closed.",
            new Details { { "into", fact.Into } }.Given
        );

    static TimelineItem Failed(MergeFailed fact)
    {
        var detail = new Details { { "into", fact.Into }, { "reason", fact.Why } };
        return new(fact.At, TimelineType.MergeFailed, null, $"Event {fact.Into} could not take it: {fact.Why}.", detail.Given);
    }

    static TimelineItem Taken(TakenIn fact)
    {
        var detail = new Details
        {
            { "from", fact.From },
            { "title", fact.Title },
            { "severity", Input.Words.Wire(fact.Severity) },
            { "count", $"{fact.Count}" },
            { "conditionKeys", Keys(fact.Contributors) },
            { "note", fact.Note },
        };
        var text = $"{fact.By} merged event {fact.From} into it: {fact.Title} (seen {Times(fact.Count)}).";
        return new(fact.At, TimelineType.TakenIn, fact.By, With(text, fact.Note), detail.Given);
    }

    static TimelineItem SeenOnTheWay(Renewed fact)
    {
        var severity = Input.Words.Wire(fact.Severity);
        var detail = new Details
        {
            { "from", fact.From },
            { "conditionKeys", Keys(fact.Contributors) },
            { "severity", severity },
        };
        var worse = fact.Was is { } was ? $" It is {severity} now, it was {Input.Words.Wire(was)}." : "";
        var text = $"While it came here from event {fact.From}, {Keys(fact.Contributors)} was seen once more.{worse}";
        return new(fact.At, TimelineType.Merged, null, text, detail.Given);
    }

    static TimelineItem Split(SplitBegun fact)
    {
        var detail = new Details
        {
            { "eventId", fact.NewId },
            { "conditionKeys", Keys(fact.Contributors) },
            { "note", fact.Note },
        };
        var text = $"{fact.By} split it: {Keys(fact.Contributors)} went to event {fact.NewId}.";
        return new(fact.At, TimelineType.SplitOff, fact.By, With(text, fact.Note), detail.Given);
    }

    static TimelineItem Off(BrokenOff fact)
    {
        var detail = new Details
        {
            { "from", fact.From },
            { "conditionKeys", Keys(fact.Contributors) },
            { "note", fact.Note },
        };
        var text = $"{fact.By} split it off from event {fact.From}: {fact.Seed.Title}";
        return new(fact.At, TimelineType.Created, fact.By, With(text, fact.Note), detail.Given);
    }

    static string With(string text, string? note) => note is { Length: > 0 } ? $"{text} {note}" : text;

    static string Keys(Values<Contributor> contributors) => string.Join(", ", contributors.Select(contributor => contributor.ConditionKey));

    static string Times(int count) => count == 1 ? "once" : $"{count} times";
}
