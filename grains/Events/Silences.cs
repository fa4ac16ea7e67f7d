namespace Watchfloor.Events;

/// <summary>Why an event needs nobody any more, and why it needs somebody all the same, in words.</summary>
static class Silences
{
    const int Room = 300;

    public static string AcknowledgedBy(string by) => $"acknowledged by {by}";

    public static string MergedInto(string other, string by) => $"merged into event {other} by {by}";

    public static string EndedBy(Unacknowledged fact) =>
        fact.By == EventRules.Itself ? fact.Reason! : With($"un-acknowledged by {fact.By}", fact.Reason);

    public static string BrokenBy(Escalated fact) => With($"escalated by {fact.By}", fact.Reason);

    public static string ResolvedBy(string by) => by == EventRules.Itself ? "its conditions cleared" : $"resolved by {by}";

    static string With(string deed, string? reason) =>
        string.IsNullOrWhiteSpace(reason) ? deed : JsonRoom.Shorten($"{deed}: {reason}", Room);
}
