using System.Security.Cryptography;
using Watchfloor.Kernel;

namespace Watchfloor.Silo;

/// <summary>Ids from the machine's clock and its secure source of chance: UUIDv7 in Crockford's base 32, lower case.</summary>
public sealed class SystemIds : IIds
{
    const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
    const int Length = 26; // 130 bits hold the 128 of a UUID

    /// <inheritdoc/>
    public string Next()
    {
        Span<byte> bytes = stackalloc byte[16];
        Guid.CreateVersion7().TryWriteBytes(bytes, bigEndian: true, out _);
        var rest = new UInt128(
            System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(bytes),
            System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(bytes[8..])
        );
        Span<char> text = stackalloc char[Length];
        for (var i = Length - 1; i >= 0; i--)
        {
            text[i] = Alphabet[(int)(rest & 31)];
            rest >>= 5;
        }
        return new(text);
    }

    /// <inheritdoc/>
    public double Chance() => RandomNumberGenerator.GetInt32(int.MaxValue) / (double)int.MaxValue;
}
