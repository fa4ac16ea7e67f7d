namespace Watchfloor.EdgeConnector;

/// <summary>A batch as it lies on disk: the very bytes that are sent, however often.</summary>
public sealed record SpooledBatch(long Seq, int Samples, ReadOnlyMemory<byte> Body);
