using Watchfloor.Events;

namespace Watchfloor.Sources;

/// <summary>
/// What nobody could tell its sender to say otherwise is taken without what makes no sense in it, and an attribute keeps what was said:
/// an alarm is worth more than its place or its time.
/// </summary>
static class Strangers
{
    /// <summary>The id of a facility that nobody knows.</summary>
    public const string UnknownFacility = "unknownFacilityId";

    /// <summary>A time that nobody understands, or that is far ahead.</summary>
    public const string OddTime = "toldTime";

    const int MostAttributes = 32;

    /// <summary>As of no facility.</summary>
    public static NewDetection Nowhere(this NewDetection seen) =>
        (seen with { FacilityId = null }).Keeping(UnknownFacility, seen.FacilityId!);

    /// <summary>Seen then, or now where that makes no sense.</summary>
    public static NewDetection SeenAt(this NewDetection seen, ToldInstant? told, DateTimeOffset now) =>
        told is not { } then ? seen
        : then.Before(now) is { } at ? seen with { DetectedAt = at }
        : seen.Keeping(OddTime, then.Text);

    static NewDetection Keeping(this NewDetection seen, string name, string said)
    {
        var kept = (seen.Attributes ?? new Dictionary<string, string>()).Where(label => label.Key != name).Take(MostAttributes - 1);
        var text = SourceWords.Cut(said.Replace("\0", "", StringComparison.Ordinal), 512);
        return seen with { Attributes = new Dictionary<string, string>([new(name, text), .. kept], StringComparer.Ordinal) };
    }
}
