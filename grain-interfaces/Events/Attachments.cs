namespace Watchfloor.Events;

/// <summary>A file at an event, as its journal names it. Its bytes lie in the store, and are durable before the fact is.</summary>
[GenerateSerializer, Immutable, Alias("wf.EventAttachment")]
public sealed record EventAttachment(
    [property: Id(0)] string Id,
    [property: Id(1)] string Name,
    [property: Id(2)] string Type,
    [property: Id(3)] long Size
);

/// <summary>How much can be attached to an event.</summary>
public static class AttachmentLimits
{
    /// <summary>Files of one event.</summary>
    public const int Most = 20;

    /// <summary>Bytes of one file.</summary>
    public const int Largest = 10 << 20;

    /// <summary>Characters of a name.</summary>
    public const int LongestName = 150;

    /// <summary>Characters of a media type.</summary>
    public const int LongestType = 100;
}
