using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Watchfloor.Security;
using Watchfloor.Store;

namespace Watchfloor.Idempotency;

/// <summary>
/// Answers of routes with secrets are kept sealed, and the fingerprint of their requests with them: who reads the database finds
/// neither the secret nor a hash to try secrets on.
/// </summary>
sealed class AnswerSeal(IDataProtectionProvider protection)
{
    const string Mark = ":sealed"; // no header has such a name

    readonly IDataProtector _seal = protection.CreateProtector("watchfloor.answers");

    public KeptAnswer Close(KeptAnswer answer, HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<HoldsSecret>() is null
            ? answer
            : answer with
            {
                Fingerprint = new byte[SHA256.HashSizeInBytes],
                Headers = new Dictionary<string, string>(answer.Headers, StringComparer.OrdinalIgnoreCase) { [Mark] = "yes" },
                Body = _seal.Protect([.. answer.Fingerprint.Span, .. answer.Body.Span]),
            };

    /// <summary>Null where the keys that sealed it are lost; then the grains alone know what was granted.</summary>
    public KeptAnswer? Open(KeptAnswer answer)
    {
        if (!answer.Headers.ContainsKey(Mark))
            return answer;
        try
        {
            var opened = _seal.Unprotect(answer.Body.ToArray()).AsMemory();
            return answer with
            {
                Fingerprint = opened[..SHA256.HashSizeInBytes],
                Headers = answer.Headers.Where(header => header.Key != Mark).ToDictionary(StringComparer.OrdinalIgnoreCase),
                Body = opened[SHA256.HashSizeInBytes..],
            };
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
