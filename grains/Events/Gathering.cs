using Watchfloor.Json;

namespace Watchfloor.Events;

/// <summary>
/// An event that was not seen often enough yet: when it was seen, the newest ones, oldest first. Where it holds no condition it is over
/// at <paramref name="Until"/>, unless it is seen again.
/// </summary>
public sealed record Gathering(EventThreshold Threshold, Values<DateTimeOffset> Seen, DateTimeOffset Until)
{
    /// <summary>Whether it was seen often enough.</summary>
    public bool IsReached
    {
        get
        {
            for (var first = 0; first + Threshold.Count <= Seen.Length; first++)
            {
                if (Seen[first + Threshold.Count - 1] - Seen[first] <= Threshold.Within)
                    return true;
            }
            return false;
        }
    }

    /// <summary>How it begins; null where its rule asks for nothing.</summary>
    public static Gathering? Of(Raised raised) =>
        raised.Handling?.Threshold is { } threshold ? new Gathering(threshold, [], raised.At).With(raised.Detection, raised.At) : null;

    /// <summary>Seen once more. A clock that is ahead counts as ours.</summary>
    public Gathering With(Detection detection, DateTimeOffset at)
    {
        var seen = Seen.Add(detection.DetectedAt < at ? detection.DetectedAt : at).Order();
        // One more than is asked for: what was seen late may still fill the room between earlier ones.
        return this with { Seen = Values.From(seen.TakeLast(Threshold.Count + 1)), Until = Instants.Truncate(at + Threshold.Within) };
    }

    /// <summary>Why nobody is called.</summary>
    public string Words() =>
        $"seen {Times(Lately)} within {Spans.Said(Threshold.Within)}; it calls for people from {Times(Threshold.Count)} on";

    /// <summary>How often it was seen within the time before it was seen last.</summary>
    public int Lately => Seen.Count(at => Seen[^1] - at <= Threshold.Within);

    static string Times(int count) => count == 1 ? "once" : $"{count} times";
}
