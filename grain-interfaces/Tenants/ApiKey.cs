namespace Watchfloor.Tenants;

/// <summary>A key for programs. The key itself is told once, to whoever made it; only hashes are known here.</summary>
/// <param name="Hash">SHA-256 of the key, lower-case hex.</param>
/// <param name="PreviousHash">Of the key before it; opens until <paramref name="PreviousUntil"/>.</param>
/// <param name="Sources">The only sources that it may write as; empty: any.</param>
/// <param name="RequestsPerSecond">Null: as its role says.</param>
/// <param name="MaxBodyBytes">Null: as the endpoint says.</param>
[GenerateSerializer, Immutable, Alias("wf.ApiKeySpec")]
public sealed record ApiKeySpec(
    [property: Id(0)] string Name,
    [property: Id(1)] Role Role,
    [property: Id(2)] string Hash,
    [property: Id(3)] DateTimeOffset CreatedAt,
    [property: Id(4)] DateTimeOffset? ExpiresAt,
    [property: Id(5)] string? PreviousHash,
    [property: Id(6)] DateTimeOffset? PreviousUntil,
    [property: Id(7)] Values<string> Sources,
    [property: Id(8)] int? RequestsPerSecond,
    [property: Id(9)] int? MaxBodyBytes
);
