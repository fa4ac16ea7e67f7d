using System.Buffers.Binary;
using System.Numerics;

namespace Watchfloor.EdgeConnector;

/// <summary>How a batch lies in a segment: length, checksum over the rest, seq, samples, body (little endian). A torn or rotten frame is told by both.</summary>
public static class SpoolFrame
{
    public const int HeaderBytes = 4 + 4 + 8 + 4;

    public static byte[] Encode(SpooledBatch batch)
    {
        var frame = new byte[HeaderBytes + batch.Body.Length];
        BinaryPrimitives.WriteInt32LittleEndian(frame, batch.Body.Length);
        BinaryPrimitives.WriteInt64LittleEndian(frame.AsSpan(8), batch.Seq);
        BinaryPrimitives.WriteInt32LittleEndian(frame.AsSpan(16), batch.Samples);
        batch.Body.Span.CopyTo(frame.AsSpan(HeaderBytes));
        BinaryPrimitives.WriteUInt32LittleEndian(frame.AsSpan(4), Checksum(frame));
        return frame;
    }

    /// <summary>The length of the whole frame by its header alone; 0 where no header can be.</summary>
    public static long LengthOf(ReadOnlySpan<byte> header) =>
        header.Length == HeaderBytes && BinaryPrimitives.ReadInt32LittleEndian(header) is >= 0 and var body ? HeaderBytes + (long)body : 0;

    /// <summary>The batch of a whole frame; null when the checksum does not agree.</summary>
    public static SpooledBatch? Decode(byte[] frame) =>
        BinaryPrimitives.ReadUInt32LittleEndian(frame.AsSpan(4)) == Checksum(frame)
            ? new(
                BinaryPrimitives.ReadInt64LittleEndian(frame.AsSpan(8)),
                BinaryPrimitives.ReadInt32LittleEndian(frame.AsSpan(16)),
                frame.AsMemory(HeaderBytes)
            )
            : null;

    static uint Checksum(ReadOnlySpan<byte> frame) => Crc32C(Crc32C(uint.MaxValue, frame[..4]), frame[8..]);

    /// <summary>CRC-32C, with the instruction of the processor where it has one.</summary>
    public static uint Crc32C(uint crc, ReadOnlySpan<byte> bytes)
    {
        for (; bytes.Length >= 8; bytes = bytes[8..])
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        foreach (var b in bytes)
            crc = BitOperations.Crc32C(crc, b);
        return crc;
    }
}
