using System.Buffers;
using System.Text;

namespace Watchfloor.Store;

/// <summary>Writes small numbers small: whole ones in groups of seven bits, doubles as what changed since the one before.</summary>
sealed class PackWriter
{
    readonly ArrayBufferWriter<byte> _bytes = new(256);

    public byte[] Written => _bytes.WrittenSpan.ToArray();

    public void Number(ulong value)
    {
        while (value >= 0x80)
        {
            Byte((byte)(value | 0x80));
            value >>= 7;
        }
        Byte((byte)value);
    }

    /// <summary>A number of either sign, small in size when it is near to 0.</summary>
    public void Signed(long value) => Number((ulong)((value << 1) ^ (value >> 63)));

    public void Text(ReadOnlySpan<char> text)
    {
        Span<byte> utf8 = new byte[Encoding.UTF8.GetByteCount(text)];
        Number((ulong)Encoding.UTF8.GetBytes(text, utf8));
        _bytes.Write(utf8);
    }

    /// <summary>The bits that differ: how many bytes of them, after how many that do not, and these.</summary>
    public void Change(ulong bits)
    {
        if (bits == 0)
        {
            Byte(0);
            return;
        }
        var skipped = System.Numerics.BitOperations.TrailingZeroCount(bits) / 8;
        var length = 8 - skipped - (System.Numerics.BitOperations.LeadingZeroCount(bits) / 8);
        Byte((byte)((length << 4) | skipped));
        for (bits >>= skipped * 8; length > 0; length--, bits >>= 8)
            Byte((byte)bits);
    }

    public void Byte(byte value)
    {
        _bytes.GetSpan(1)[0] = value;
        _bytes.Advance(1);
    }
}

/// <summary>Reads back what <see cref="PackWriter"/> wrote; throws where it is something else.</summary>
ref struct PackReader(ReadOnlySpan<byte> bytes)
{
    ReadOnlySpan<byte> _rest = bytes;

    public ulong Number()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = Byte();
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
                return value;
        }
        throw Damaged();
    }

    public long Signed() => Number() is var value ? (long)(value >> 1) ^ -(long)(value & 1) : 0;

    public int Count() => Number() is var value && value <= int.MaxValue ? (int)value : throw Damaged();

    public string Text() => Encoding.UTF8.GetString(Take(Count()));

    public ulong Change()
    {
        var head = Byte();
        var (length, skipped) = (head >> 4, head & 15);
        if (length + skipped > 8)
            throw Damaged();
        ulong bits = 0;
        for (var i = 0; i < length; i++)
            bits |= (ulong)Byte() << ((skipped + i) * 8);
        return bits;
    }

    public byte Byte() => Take(1)[0];

    ReadOnlySpan<byte> Take(int length)
    {
        if (length > _rest.Length)
            throw Damaged();
        var taken = _rest[..length];
        _rest = _rest[length..];
        return taken;
    }

    static StoreFailedException Damaged() => new("packed readings cannot be read: the database is damaged; restore a backup");
}
