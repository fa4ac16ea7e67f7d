namespace Watchfloor.Input;

/// <summary>How large a body an endpoint takes. Metadata of the route; without it, a megabyte.</summary>
sealed record BodyLimit(int Bytes)
{
    const int Megabyte = 1 << 20;

    /// <summary>A body up to this size is read to its end even where it is too large, so that its sender sees the answer.</summary>
    public const int Drained = 16 * Megabyte;

    public static BodyLimit Ordinary { get; } = new(Megabyte);

    public static BodyLimit Batch { get; } = new(Drained);
}

/// <summary>The route takes no body at all for an empty one.</summary>
sealed record BodyMayBeMissing;
