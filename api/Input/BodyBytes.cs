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

        using var content = new MemoryStream((int)Math.Min(request.ContentLength ?? 1024, limit));
        var chunk = ArrayPool<byte>.Shared.Rent(64 * 1024);
        try
        {
            long seen = 0;
            while (await request.Body.ReadAsync(chunk, context.RequestAborted) is var read and > 0)
            {
                seen += read;
                if (seen <= limit)
                    await content.WriteAsync(chunk.AsMemory(0, read), context.RequestAborted);
                else if (seen > BodyLimit.Drained)
                    return TooLarge(context);
            }
            if (seen > limit)
                return null;
            var body = content.GetBuffer().AsMemory(0, (int)seen);
            Fingerprint.Note(context, body.Span);
            return body;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(chunk);
        }
    }

    static ReadOnlyMemory<byte>? TooLarge(HttpContext context)
    {
        context.Response.Headers.Connection = "close"; // the rest of it is not worth reading
        return null;
    }
}
