using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Orleans.Codec;

/// <summary>Writes values to a growing block of bytes from the shared pool.</summary>
sealed class Writer : IDisposable
{
    byte[] _buffer = ArrayPool<byte>.Shared.Rent(256);
    int _length;

    internal ReadOnlyMemory<byte> Written => _buffer.AsMemory(0, _length);

    internal int Depth;

    internal void Byte(byte value)
    {
        Ensure(1);
        _buffer[_length++] = value;
    }

    internal void Unsigned(ulong value)
    {
        Ensure(10);
        while (value >= 0x80)
        {
            _buffer[_length++] = (byte)(value | 0x80);
            value >>= 7;
        }
        _buffer[_length++] = (byte)value;
    }

    internal void Signed(long value) => Unsigned((ulong)((value << 1) ^ (value >> 63)));

    internal void Bytes(ReadOnlySpan<byte> value)
    {
        Ensure(value.Length);
        value.CopyTo(_buffer.AsSpan(_length));
        _length += value.Length;
    }

    internal void Block(ReadOnlySpan<byte> value)
    {
        Unsigned((ulong)value.Length);
        Bytes(value);
    }

    internal void Text(string value)
    {
        var count = Encoding.UTF8.GetByteCount(value);
        Unsigned((ulong)count);
        Ensure(count);
        _length += Encoding.UTF8.GetBytes(value, _buffer.AsSpan(_length));
    }

    /// <summary>Leaves room for the length of what follows, so that a reader may skip it.</summary>
    internal int OpenBlock()
    {
        Ensure(4);
        _length += 4;
        return _length;
    }

    internal void CloseBlock(int start) => BinaryPrimitives.WriteInt32LittleEndian(_buffer.AsSpan(start - 4), _length - start);

    /// <summary>Empty again, to be written anew; false when its block has grown so large that it is given back.</summary>
    internal bool TryClear(int mostKept)
    {
        if (_buffer.Length > mostKept)
        {
            Dispose();
            return false;
        }
        (_length, Depth) = (0, 0);
        return true;
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }

    void Ensure(int more)
    {
        if (_length + more <= _buffer.Length)
            return;
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_buffer.Length * 2, _length + more));
        _buffer.AsSpan(0, _length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
