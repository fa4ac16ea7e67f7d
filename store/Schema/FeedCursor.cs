using System.Buffers.Binary;
using System.Buffers.Text;

namespace Watchfloor.Store;

/// <summary>A place in the feed: the database's epoch, the transaction and the row of the journal right before it.</summary>
readonly record struct FeedCursor(ulong Epoch, long Xid, long N)
{
    const int Length = 3 * sizeof(ulong);

    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Length];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, Epoch);
        BinaryPrimitives.WriteInt64BigEndian(bytes[8..], Xid);
        BinaryPrimitives.WriteInt64BigEndian(bytes[16..], N);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>Reads a cursor of this epoch; throws <see cref="InvalidCursorException"/> for anything else.</summary>
    public static FeedCursor Parse(string text, ulong epoch)
    {
        Span<byte> bytes = stackalloc byte[Length];
        if (text.Length != Length / 3 * 4 || !Base64Url.IsValid(text) || Base64Url.DecodeFromChars(text, bytes) != Length)
            throw new InvalidCursorException("this is no cursor of a live feed; start again from a snapshot");
        var cursor = new FeedCursor(
            BinaryPrimitives.ReadUInt64BigEndian(bytes),
            BinaryPrimitives.ReadInt64BigEndian(bytes[8..]),
            BinaryPrimitives.ReadInt64BigEndian(bytes[16..])
        );
        return cursor.Epoch == epoch && cursor.N >= 0
            ? cursor
            : throw new InvalidCursorException("this cursor was made by another database; start again from a snapshot");
    }
}
