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
}

/// <summary>First answers by <c>Idempotency-Key</c>, kept for seven days from when they were given.</summary>
public interface IAnswers
{
    /// <summary>The first answer that a caller got under a key, or null; null when its seven days are over, whether it lies there still or not.</summary>
    ValueTask<KeptAnswer?> Find(TenantId tenant, string caller, string key, CancellationToken cancellation);

    /// <summary>Completes when durable. The first one under a key stays while it lasts; a later one changes nothing.</summary>
    Task Keep(TenantId tenant, string caller, string key, KeptAnswer answer);
}
