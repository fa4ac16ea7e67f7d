using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Watchfloor.Events;
using Watchfloor.Json;

namespace Watchfloor.Versions;

/// <summary>
/// The strong entity tag of a thing: its version in quotes. What else an answer shows and the version does not count is hashed behind
/// a dot; a change is held to the version alone.
/// </summary>
static class VersionTag
{
    const int HashBytes = 9;

    public static string Of(long version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    /// <summary>The next page of an event belongs to its escalation, which moves on by itself.</summary>
    public static string Of(EventView view) =>
        view.NextPage is null ? Of(view.Version) : string.Create(CultureInfo.InvariantCulture, $"\"{view.Version}.{Hash(view.NextPage)}\"");

    /// <summary>Of what has no version: all that is shown.</summary>
    public static string OfContent<T>(T shown) => $"\"{Hash(shown)}\"";

    /// <summary>The version in a tag of ours, or null.</summary>
    public static long? VersionOf(string tag)
    {
        var digits = tag.AsSpan().Trim('"');
        if (digits.IndexOf('.') is var dot and >= 0)
            digits = digits[..dot];
        return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null;
    }

    static string Hash<T>(T shown) =>
        Base64Url.EncodeToString(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(shown, WireJson.Options)).AsSpan(0, HashBytes));
}
