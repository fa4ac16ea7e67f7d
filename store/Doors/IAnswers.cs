namespace Watchfloor.Store;

/// <summary>What was answered to a wish, and to which one.</summary>
/// <param name="Fingerprint">SHA-256 of method, path and body: another request under the same key is known by it.</param>
public sealed record KeptAnswer(
    ReadOnlyMemory<byte> Fingerprint,
    int Status,
    IReadOnlyDictionary<string, string> Headers,
    ReadOnlyMemory<byte> Body
)
{
    /// <summary>How long after it was given it is found.</summary>
    public static TimeSpan Lasts { get; } = TimeSpan.FromDays(7);

    /// <summary>How long a wish is left to whoever claimed it and does not answer: the process may be gone.</summary>
    public static TimeSpan ClaimLasts { get; } = TimeSpan.FromSeconds(15);
}

/// <summary>First answers by <c>Idempotency-Key</c>, kept for seven days from when they were given.</summary>
public interface IAnswers
{
    /// <summary>The first answer that a caller got under a key, or null; null when its seven days are over, whether it lies there still or not.</summary>
    ValueTask<KeptAnswer?> Find(TenantId tenant, string caller, string key, CancellationToken cancellation);

    /// <summary>
    /// Whether a wish is the caller's to do: false where another process is at it, or has answered it. A server that has the store alone
    /// knows by itself what it is at; there it is always true, and nothing is written.
    /// </summary>
    /// <param name="claimant">Random, of this one try.</param>
    Task<bool> Claim(TenantId tenant, string caller, string key, ReadOnlyMemory<byte> claimant);

    /// <summary>Whoever claimed a wish does not answer it: another may try at once. Of others' claims, and of answers, nothing goes.</summary>
    Task Release(TenantId tenant, string caller, string key, ReadOnlyMemory<byte> claimant);

    /// <summary>Completes when durable. The first one under a key stays while it lasts; a later one changes nothing.</summary>
    Task Keep(TenantId tenant, string caller, string key, KeptAnswer answer);
}
