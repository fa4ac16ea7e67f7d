using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace Watchfloor.Idempotency;

/// <summary>Tells one request from another: SHA-256 of method, path and body.</summary>
static class Fingerprint
{
    /// <summary>Called with the body of a request, whole, when it was read. Without a key nobody asks for it.</summary>
    public static void Note(HttpContext context, ReadOnlySpan<byte> body)
    {
        if (context.Request.Headers.ContainsKey(IdempotencyKey.Header))
            context.Features.Set(new BodyDigest(SHA256.HashData(body)));
    }

    /// <summary>
    /// Null where the body was too large to be read whole: such a request is answered without being done. So every handler that takes a
    /// body takes it as a parameter, which is read before this is asked.
    /// </summary>
    public static byte[]? Of(HttpContext context)
    {
        var digest = context.Features.Get<BodyDigest>()?.Sha256;
        if (digest is null && context.GetEndpoint()?.Metadata.GetMetadata<IAcceptsMetadata>() is not null)
            return null;
        var request = context.Request;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{request.Method} {request.PathBase}{request.Path}{request.QueryString}\n"));
        hash.AppendData(digest ?? []);
        return hash.GetHashAndReset();
    }

    sealed record BodyDigest(byte[] Sha256);
}
