namespace Watchfloor.Events;

/// <summary>What an event holds after something of it went to another one, or came from there.</summary>
static class EventMoved
{
    /// <summary>How it begins with conditions that another event held.</summary>
    public static EventBody Of(BrokenOff off) =>
        EventBody.Of(new Raised(off.Seed, off.SlaDueAt, off.At, Muting: off.Muting, Terms: off.Terms)) with
        {
            Contributors = off.Contributors,
            Count = off.Contributors.Length,
            LastDetectedAt = off.Contributors.Max(contributor => contributor.Since),
            SplitFrom = off.From,
            Arriving = [off.From],
        };

    /// <summary>With all that another event held.</summary>
    public static EventBody With(EventBody body, TakenIn taken)
    {
        var calls = body.Historical || !taken.Historical;
        var held = calls ? taken.Contributors : taken.Contributors.Map(contributor => NoWorse(contributor, body.Severity));
        return body with
        {
            Count = body.Count + taken.Count,
            Severity = calls && taken.Severity < body.Severity ? taken.Severity : body.Severity,
            SlaDueAt = taken.SlaDueAt ?? body.SlaDueAt,
            LastDetectedAt = taken.LastDetectedAt > body.LastDetectedAt ? taken.LastDetectedAt : body.LastDetectedAt,
            Contributors = EventRoom.Together(body.Contributors, held),
            Moves = body.Moves + 1,
            Arriving = body.Arriving.Add(taken.From),
            UpdatedAt = taken.At,
        };
    }

    /// <summary>With what was seen in another event while it came from there.</summary>
    public static EventBody With(EventBody body, Renewed renewed) =>
        body with
        {
            Severity = renewed.Severity < body.Severity ? renewed.Severity : body.Severity,
            SlaDueAt = renewed.SlaDueAt ?? body.SlaDueAt,
            Contributors = EventRoom.Together(body.Contributors, renewed.Contributors),
            UpdatedAt = renewed.At,
        };

    static Contributor NoWorse(Contributor contributor, Severity severity) =>
        contributor.Severity < severity ? contributor with { Severity = severity } : contributor;

    public static EventBody After(EventBody body, EventFact fact) =>
        fact switch
        {
            MergeBegun begun => body with { Leaving = Leaving.Of(begun), Moves = begun.Turn, UpdatedAt = begun.At },
            Arrived arrived => body with { Arriving = body.Arriving.RemoveAll(from => from == arrived.From), UpdatedAt = fact.At },
            MergeFailed => body with { Leaving = null, UpdatedAt = fact.At },
            SplitBegun begun => body with { Leaving = Leaving.Of(begun), Moves = begun.Turn, UpdatedAt = begun.At },
            SplitOff => body with
            {
                Contributors = body.Contributors.RemoveAll(contributor => body.Leaving!.Took(contributor)),
                Leaving = null,
                UpdatedAt = fact.At,
            },
            _ => body with { UpdatedAt = fact.At },
        };

    public static EventMerged Away(EventKnown known, MergedAway away)
    {
        var (had, began) = known switch
        {
            EventAcknowledged(_, var acknowledged) => (acknowledged, null),
            EventInProgress(_, var acknowledged, var started) => (acknowledged, started),
            EventResolved(_, var acknowledged, var started, _) => (acknowledged, started),
            EventClosed(_, var acknowledged, var started, _, _) => (acknowledged, started),
            _ => ((Act?)null, (Act?)null),
        };
        return new((known.Body with { Leaving = null }).Over(away.At), had, began, away.Into, new(away.By, away.At));
    }
}
