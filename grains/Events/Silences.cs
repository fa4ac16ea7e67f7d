namespace Watchfloor.Events;

/// <summary>Why an event needs nobody any more, in words.</summary>
static class Silences
{
    public static string AcknowledgedBy(string by) => $"acknowledged by {by}";

    public static string MergedInto(string other, string by) => $"merged into event {other} by {by}";

    public static string ResolvedBy(string by) => by == EventRules.Itself ? "its conditions cleared" : $"resolved by {by}";
}
