using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Watchfloor.Versions;

/// <summary>A list of entity tags as requests name them (RFC 9110): <c>*</c>, or tags of which weak ones prove little.</summary>
sealed record EntityTags(bool IsAny, IReadOnlyList<string> Strong, IReadOnlyList<string> Weak)
{
    /// <summary>Null where it is no such list.</summary>
    public static EntityTags? TryRead(StringValues header, int most)
    {
        if (header.Count == 1 && header[0]?.Trim() == "*")
            return new(true, [], []);
        if (!EntityTagHeaderValue.TryParseStrictList([.. header.OfType<string>()], out var tags) || tags.Count == 0 || tags.Count > most)
            return null;
        if (tags.Any(tag => tag.Tag == "*"))
            return null;
        return new(false, Of(tags, weak: false), Of(tags, weak: true));
    }

    /// <summary>True where a reader holds what has this tag; for that, weak ones prove enough.</summary>
    public bool Hold(string tag) => IsAny || Strong.Concat(Weak).Contains(tag, StringComparer.Ordinal);

    static List<string> Of(IList<EntityTagHeaderValue> tags, bool weak) =>
        [.. tags.Where(tag => tag.IsWeak == weak).Select(tag => tag.Tag.ToString())];
}
