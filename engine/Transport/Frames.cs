using System.Buffers;
using System.Buffers.Binary;

namespace Orleans.Transport;

/// <summary>What a frame says. The numbers are those of the wire: none is ever given away a second time.</summary>
enum FrameKind : byte
{
    /// <summary>Nothing but that somebody is there.</summary>
    Ping = 0,

    /// <summary>A call; its number counts up with each frame of a connection.</summary>
    Request = 1,

    /// <summary>The caller of that number waits no longer.</summary>
    Cancel = 2,

    /// <summary>The number is that of a view.</summary>
    Tell = 3,

    Result = 4,
    Fault = 5,

    /// <summary>The grain is not served here; the call did not run.</summary>
    Moved = 6,

    /// <summary>Refused for another reason; the call did not run.</summary>
    Rejected = 7,

    /// <summary>A one-way call is in the mailbox of its grain.</summary>
    Taken = 8,

    /// <summary>No call after that number was looked at, and none will be.</summary>
    Goodbye = 9,
}

/// <summary>A frame as bytes: the length of what follows (4), kind (1), number (8), body; numbers are little-endian.</summary>
static class Frames
{
    internal const int Header = 13;

    /// <summary>A message of more bytes is refused by whoever would send it; whoever receives one hangs up.</summary>
    internal const int Longest = 32 * 1024 * 1024;

    internal static void WriteHeader(Span<byte> to, FrameKind kind, long number, int body)
    {
        BinaryPrimitives.WriteInt32LittleEndian(to, body + Header - 4);
        to[4] = (byte)kind;
        BinaryPrimitives.WriteInt64LittleEndian(to[5..], number);
    }

    /// <summary>Takes one frame off the front; false when it is not there as a whole yet.</summary>
    internal static bool TryRead(ref ReadOnlySequence<byte> bytes, out FrameKind kind, out long number, out ReadOnlySequence<byte> body)
    {
        (kind, number, body) = (default, 0, default);
        if (bytes.Length < Header)
            return false;
        Span<byte> header = stackalloc byte[Header];
        bytes.Slice(0, Header).CopyTo(header);
        var length = BinaryPrimitives.ReadInt32LittleEndian(header);
        if (length is < Header - 4 or > Longest + Header)
            throw new InvalidDataException($"A frame says that it has {length} bytes.");
        if (bytes.Length < length + 4)
            return false;
        kind = (FrameKind)header[4];
        number = BinaryPrimitives.ReadInt64LittleEndian(header[5..]);
        body = bytes.Slice(Header, length + 4 - Header);
        bytes = bytes.Slice(length + 4);
        return true;
    }
}
