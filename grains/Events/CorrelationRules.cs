namespace Watchfloor.Events;

/// <summary>Which open event a detection belongs to, if any. All of them lie in one place already.</summary>
public static class CorrelationRules
{
    /// <summary>Detections so far from the first one of an event join it, unless a correlation rule says otherwise.</summary>
    public static TimeSpan Window { get; } = TimeSpan.FromMinutes(30);

    /// <summary>
    /// The event whose first detection is nearest in time, within the window; of equally near ones the one
    /// raised first. Null: it begins another event.
    /// </summary>
    public static OpenEvent? Match(IEnumerable<OpenEvent> open, Detection detection, TimeSpan? window = null) =>
        open.Where(known => known.Takes && Distance(known, detection) <= (window ?? Window))
            .MinBy(known => (Distance(known, detection), known.EventId));

    static TimeSpan Distance(OpenEvent known, Detection detection) => (detection.DetectedAt - known.FirstDetectedAt).Duration();
}

/// <summary>An event that may take detections; <paramref name="Takes"/> is false where it said that it has no room.</summary>
public sealed record OpenEvent(string EventId, DateTimeOffset FirstDetectedAt, bool Takes = true);
