using Microsoft.AspNetCore.Http;
using Watchfloor.Problems;
using Watchfloor.Tenants;

namespace Watchfloor.Security;

/// <summary>What a key is limited to, beside its role.</summary>
/// <param name="Sources">The only sources that it may write as; empty: any.</param>
/// <param name="RequestsPerSecond">Null: as its role says.</param>
/// <param name="MaxBodyBytes">Null: as the endpoint says.</param>
sealed record KeyScope(Values<string> Sources, int? RequestsPerSecond, int? MaxBodyBytes)
{
    /// <summary>No limit of its own.</summary>
    public static KeyScope Free { get; } = new([], null, null);

    public static KeyScope Of(ApiKeySpec key) => new(key.Sources, key.RequestsPerSecond, key.MaxBodyBytes);

    /// <summary>As the doors found it.</summary>
    public static KeyScope Of(HttpContext context) => Caller.OrStranger(context.User)?.Scope ?? Free;

    /// <summary>The problem of writing as a source that is not its own, or null.</summary>
    public ProblemAnswer? Refusal(string source) =>
        Sources.Count == 0 || Sources.Contains(source, StringComparer.Ordinal)
            ? null
            : ProblemAnswer.Forbidden($"This key may not write as the source {source}. Use the key that was made for it.");
}
