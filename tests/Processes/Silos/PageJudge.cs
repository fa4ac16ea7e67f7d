namespace Watchfloor.Tests.Processes;

/// <summary>
/// What a page promises to whoever acknowledges. An attempt is durable before its event is asked once more whether anybody needs it, and is
/// sent only then: so nothing is sent by an attempt that began when the acknowledge was durable. Once the receiver has answered the event is
/// asked again: so a page is crossed only where the acknowledge came between the beginning of the attempt and the note of its end, and always
/// where it came before the receiver had the page.
/// </summary>
static class PageJudge
{
    /// <summary>What is wrong with a page.</summary>
    /// <param name="copies">When the receiver had it, to the millisecond, rounded down.</param>
    /// <param name="looked">When we began to read its story: what the receiver had before is in it.</param>
    public static IEnumerable<string> Complaints(PageStory page, IReadOnlyList<DateTimeOffset> copies, DateTimeOffset looked)
    {
        var acknowledged = page.Acknowledged;
        var allowed = page.Attempts.Values.Count(began => acknowledged is null || began.IsBefore(acknowledged));
        var sent = copies.Count(at => Microseconds(at) < Microseconds(looked));
        if (sent > allowed)
            yield return $"{page.Id}: the receiver had it {sent} times, of {allowed} attempts that nobody had acknowledged before";
        if (page.Delivered is not { } delivered)
            yield break;
        var began = page.Attempts[delivered.Attempt];
        if (acknowledged is not null && !began.IsBefore(acknowledged))
            yield return $"{page.Id}: delivered by an attempt that began when it was acknowledged: {began}, {acknowledged}";
        if (delivered.Crossed && !(acknowledged is not null && began.IsBefore(acknowledged) && acknowledged.IsBefore(delivered.Written)))
            yield return $"{page.Id}: crossed, and not acknowledged between {began} and {delivered.Written}, but {acknowledged}";
        if (FirstOf(copies, began) is not { } had)
            yield return $"{page.Id}: delivered, and the receiver does not have it from {began} on";
        else if (!delivered.Crossed && acknowledged?.At < Microseconds(had))
            yield return $"{page.Id}: not crossed, and acknowledged before the receiver had it at {had:O}: {acknowledged}";
    }

    /// <summary>That of this attempt, or of one before it that came late.</summary>
    static DateTimeOffset? FirstOf(IEnumerable<DateTimeOffset> copies, Durable began) =>
        copies.Where(at => Microseconds(at.AddMilliseconds(1)) > began.At).Order().Select(at => (DateTimeOffset?)at).FirstOrDefault();

    static long Microseconds(DateTimeOffset at) => (at - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
}
