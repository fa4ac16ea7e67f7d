using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Watchfloor;

/// <summary>Where ids of requests and of new things come from: 26 characters of <c>[0-9a-z]</c>, sortable by time, unguessable.</summary>
sealed class RequestIds(ApiClock clock)
{
    const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
    const int Length = 26;

    /// <summary>A new id.</summary>
    public string Next() => Write(Guid.CreateVersion7(clock.Now).ToByteArray(bigEndian: true));

    /// <summary>The id that a repeated wish gets again: the same text, the same id.</summary>
    public static string From(string text) => Write(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));

    static string Write(ReadOnlySpan<byte> bytes)
    {
        var number = BinaryPrimitives.ReadUInt128BigEndian(bytes);
        Span<char> text = stackalloc char[Length];
        for (var i = Length - 1; i >= 0; i--, number >>= 5)
            text[i] = Alphabet[(int)(number & 31)];
        return new(text);
    }
}
