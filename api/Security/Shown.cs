using System.Buffers;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http;

namespace Watchfloor.Security;

/// <summary>What a request shows to be let in: a Bearer key, or else the session cookie, or nothing.</summary>
/// <param name="Flaw">Why what is there can be neither.</param>
sealed record Shown(string? Key, string? Cookie, string? Flaw)
{
    const string Plain = "Bearer ";

    /// <summary>Of these our keys are made; a header that holds something else is read with more care.</summary>
    static readonly SearchValues<char> OfKeys = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    public const string HowTo = "Send Authorization: Bearer with an API key, or sign in.";

    /// <summary>A name for it that opens nothing, the hash by which it is stored; null where nothing is shown that could.</summary>
    public string? Name { get; } =
        Key is not null ? KnownKeys.Hash(Key)
        : Cookie is not null ? Sessions.NameOf(Cookie)
        : null;

    public static Shown By(HttpRequest request)
    {
        if (request.Headers.Authorization is { Count: > 0 } given)
            return ByKey(given.ToString());
        return new(null, request.Cookies[SessionCookie.Name] is { Length: > 0 } cookie ? cookie : null, null);
    }

    static Shown ByKey(string header) =>
        header.Length > Plain.Length
        && header.StartsWith(Plain, StringComparison.Ordinal)
        && !header.AsSpan(Plain.Length).ContainsAnyExcept(OfKeys)
            ? new(header[Plain.Length..], null, null)
            : AsWritten(header);

    static Shown AsWritten(string header) =>
        AuthenticationHeaderValue.TryParse(header, out var value)
        && value.Parameter is { } key
        && string.Equals(value.Scheme, "Bearer", StringComparison.OrdinalIgnoreCase)
            ? new(key, null, null)
            : new(null, null, HowTo);
}
