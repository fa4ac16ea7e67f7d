using System.Buffers.Binary;
using System.Text;
using Orleans.Runtime;
using Orleans.Serialization;

namespace Orleans.Codec;

/// <summary>Reads what <see cref="Writer"/> wrote. Bytes that make no sense end in a SerializerException, never in a read beyond the end.</summary>
sealed class Reader(ReadOnlyMemory<byte> bytes, References references)
{
    /// <summary>Where grain references that are read point to.</summary>
    internal References References { get; } = references;

    internal int Depth;

    internal int Position { get; private set; }

    int Remaining => bytes.Length - Position;

    internal byte Byte() => Bytes(1)[0];

    internal ulong Unsigned()
    {
        var value = 0UL;
        for (var shift = 0; shift < 70; shift += 7)
        {
            var part = Byte();
            value |= (ulong)(part & 0x7f) << shift;
            if (part < 0x80)
                return value;
        }
        throw new SerializerException("A number has too many bytes.");
    }

    internal long Signed()
    {
        var value = Unsigned();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    internal ReadOnlySpan<byte> Bytes(int count)
    {
        if (count < 0 || count > Remaining)
            throw new SerializerException("The bytes end too early.");
        var span = bytes.Span.Slice(Position, count);
        Position += count;
        return span;
    }

    internal ReadOnlySpan<byte> Block() => Bytes(Length());

    internal string Text() => Encoding.UTF8.GetString(Block());

    /// <summary>A count of bytes or elements; each takes a byte at least, so it cannot exceed what is left.</summary>
    internal int Length()
    {
        var count = Unsigned();
        return count <= (ulong)Remaining ? (int)count : throw new SerializerException("A length exceeds the message.");
    }

    internal int OpenBlock() => BinaryPrimitives.ReadInt32LittleEndian(Bytes(4));

    internal void Skip(int count) => Bytes(count);
}
