using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;

namespace Watchfloor.EdgeConnector;

/// <summary>
/// How far the server has taken over, and how many samples were given up so far. Not synced: after a power cut it may stand too early
/// or be unreadable, and batches are sent once more under their old names.
/// </summary>
public sealed class SpoolCursor : IDisposable
{
    const int Bytes = 8 + 8 + 4;
    readonly SafeFileHandle file;

    public SpoolCursor(string path)
    {
        file = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        Span<byte> stored = stackalloc byte[Bytes];
        if (RandomAccess.Read(file, stored, 0) == Bytes && BinaryPrimitives.ReadUInt32LittleEndian(stored[16..]) == Checksum(stored))
        {
            Acknowledged = BinaryPrimitives.ReadInt64LittleEndian(stored);
            DroppedSamples = BinaryPrimitives.ReadInt64LittleEndian(stored[8..]);
        }
    }

    /// <summary>The last seq that needs no sending any more.</summary>
    public long Acknowledged { get; private set; }

    public long DroppedSamples { get; private set; }

    public void MoveTo(long seq, long dropped = 0)
    {
        Acknowledged = Math.Max(Acknowledged, seq);
        DroppedSamples += dropped;
        Span<byte> stored = stackalloc byte[Bytes];
        BinaryPrimitives.WriteInt64LittleEndian(stored, Acknowledged);
        BinaryPrimitives.WriteInt64LittleEndian(stored[8..], DroppedSamples);
        BinaryPrimitives.WriteUInt32LittleEndian(stored[16..], Checksum(stored));
        RandomAccess.Write(file, stored, 0);
    }

    static uint Checksum(ReadOnlySpan<byte> stored) => SpoolFrame.Crc32C(uint.MaxValue, stored[..16]);

    public void Dispose() => file.Dispose();
}
