using System.Buffers;
using System.Buffers.Text;

namespace Watchfloor.Benchmarks;

/// <summary>An answer of HTTP/1.1 as its bytes come in, read with as little work as knowing its end takes.</summary>
static class HttpAnswer
{
    /// <summary>False: there is more to come. The body is without the frames of its chunks.</summary>
    public static bool TryRead(ReadOnlySpan<byte> received, ArrayBufferWriter<byte> body, out int status)
    {
        status = 0;
        body.ResetWrittenCount();
        var end = received.IndexOf("\r\n\r\n"u8);
        if (end < 0)
            return false;
        var head = received[..(end + 2)];
        var rest = received[(end + 4)..];
        status = Number(head["HTTP/1.1 ".Length..]);
        if (Header(head, "\r\ncontent-length:"u8) is { } length)
            return Whole(rest, length, body);
        if (Header(head, "\r\ntransfer-encoding:"u8) is not null)
            return Chunks(rest, body);
        if (status != 204)
            throw new InvalidDataException("an answer does not say how long it is");
        return true;
    }

    static bool Whole(ReadOnlySpan<byte> rest, int length, ArrayBufferWriter<byte> body)
    {
        if (rest.Length < length)
            return false;
        body.Write(rest[..length]);
        return true;
    }

    static bool Chunks(ReadOnlySpan<byte> rest, ArrayBufferWriter<byte> body)
    {
        while (true)
        {
            var line = rest.IndexOf("\r\n"u8);
            if (line < 0)
                return false;
            if (!Utf8Parser.TryParse(rest[..line], out int length, out _, 'x'))
                throw new InvalidDataException("a chunk does not say how long it is");
            rest = rest[(line + 2)..];
            if (rest.Length < length + 2)
                return false;
            if (length == 0)
                return true; // nobody here sends trailers
            body.Write(rest[..length]);
            rest = rest[(length + 2)..];
        }
    }

    /// <summary>What a header holds as a number, or 0 where it is a word; null: it is not there.</summary>
    static int? Header(ReadOnlySpan<byte> head, ReadOnlySpan<byte> name)
    {
        for (var at = head.IndexOf("\r\n"u8); at >= 0 && at + name.Length <= head.Length; )
        {
            if (System.Text.Ascii.EqualsIgnoreCase(head.Slice(at, name.Length), name))
                return Number(head[(at + name.Length)..].TrimStart((byte)' '));
            var next = head[(at + 2)..].IndexOf("\r\n"u8);
            at = next < 0 ? -1 : at + 2 + next;
        }
        return null;
    }

    static int Number(ReadOnlySpan<byte> text) => Utf8Parser.TryParse(text, out int number, out _) ? number : 0;
}
