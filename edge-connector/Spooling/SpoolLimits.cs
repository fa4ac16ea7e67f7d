namespace Watchfloor.EdgeConnector;

/// <summary>What the spool may take of the disk, and how much a power cut may cost.</summary>
public sealed record SpoolLimits
{
    public int Segments { get; init; } = 8;
    public long SegmentBytes { get; init; } = 64 << 20;
    public TimeSpan SyncEvery { get; init; } = TimeSpan.FromMilliseconds(100);
    public long SyncBytes { get; init; } = 1 << 20;
}
