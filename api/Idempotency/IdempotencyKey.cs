using Microsoft.AspNetCore.Http;
using Watchfloor.Problems;

namespace Watchfloor.Idempotency;

/// <summary>The header that names a wish, quoted or bare.</summary>
static class IdempotencyKey
{
    public const string Header = "Idempotency-Key";

    const int Longest = 255;

    public static ProblemAnswer Malformed { get; } =
        ProblemAnswer.Malformed(Header, $"must be 1 to {Longest} visible ASCII characters, bare or in quotes");

    /// <summary>False where it is given and unreadable; the key is null where none is given.</summary>
    public static bool TryRead(HttpRequest request, out string? key)
    {
        key = null;
        var given = request.Headers[Header];
        if (given.Count == 0)
            return true;
        key = given.Count == 1 ? Unquote(given[0] ?? "") : null;
        return key is not null;
    }

    static string? Unquote(string given)
    {
        if (given.StartsWith('"'))
            given = given.Length >= 2 && given.EndsWith('"') ? given[1..^1] : "";
        return given.Length is >= 1 and <= Longest && given.All(c => c is > ' ' and <= '~') ? given : null;
    }
}
