using System.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Watchfloor.Idempotency;

namespace Watchfloor.Input;

/// <summary>Reads a body whole, within limits.</summary>
static class BodyBytes
{
    /// <summary>Null where it is larger than the limit; then it was read to its end all the same, up to 16 MB.</summary>
    public static async ValueTask<ReadOnlyMemory<byte>?> Read(HttpContext context, int limit)
    {
        var request = context.Request;
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } server)
            server.MaxRequestBodySize = null; // ours is the limit
        if (request.ContentLength > BodyLimit.Drained)
            return TooLarge(context);

        // Most bodies came with their head, and lie there whole: they are copied once, as they are.
        var reader = request.BodyReader;
        ArrayBufferWriter<byte>? content = null;
        for (long seen = 0; ; )
        {
            var read = await reader.ReadAsync(context.RequestAborted);
            seen += read.Buffer.Length;
            ReadOnlyMemory<byte>? whole = null;
            if (seen <= limit)
            {
                if (content is null && read.IsCompleted)
                    whole = read.Buffer.ToArray();
                else
                    Keep(read.Buffer, content ??= new((int)Math.Clamp(request.ContentLength ?? 0, Math.Max(1, seen), limit)));
            }
            reader.AdvanceTo(read.Buffer.End);
            if (seen > BodyLimit.Drained)
                return TooLarge(context);
            if (!read.IsCompleted)
                continue;
            if (seen > limit)
                return null;
            var body = whole ?? content!.WrittenMemory;
            Fingerprint.Note(context, body.Span);
            return body;
        }
    }

    static void Keep(ReadOnlySequence<byte> more, ArrayBufferWriter<byte> content)
    {
        foreach (var piece in more)
            content.Write(piece.Span);
    }

    static ReadOnlyMemory<byte>? TooLarge(HttpContext context)
    {
        context.Response.Headers.Connection = "close"; // the rest of it is not worth reading
        return null;
    }
}
