using System.Buffers.Text;
using System.Text.Json;

namespace Watchfloor.Store;

/// <summary>A place in a list: the name of the list with its filter, and the sort keys of the last item seen.</summary>
static class ListCursor
{
    public static string Write(string list, params object[] keys) =>
        Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes<object[]>([list, .. keys]));

    /// <summary>The sort keys; throws <see cref="InvalidCursorException"/> where it is no cursor of this list.</summary>
    public static IReadOnlyList<JsonElement> Read(string list, string cursor, params ReadOnlySpan<JsonValueKind> keys)
    {
        try
        {
            var parts = JsonSerializer.Deserialize<JsonElement[]>(Base64Url.DecodeFromChars(cursor));
            if (parts?.Length == keys.Length + 1 && Is(parts[0], list) && Fit(parts.AsSpan(1), keys))
                return parts[1..];
        }
        catch (Exception e) when (e is FormatException or JsonException or InvalidOperationException) // the last: half a surrogate pair
        {
            throw new InvalidCursorException("this is no cursor of a list; start again without one");
        }
        throw new InvalidCursorException("this cursor was made for another list; start again without one");
    }

    static bool Is(JsonElement part, string list) => part.ValueKind == JsonValueKind.String && part.ValueEquals(list);

    static bool Fit(ReadOnlySpan<JsonElement> parts, ReadOnlySpan<JsonValueKind> kinds)
    {
        for (var i = 0; i < kinds.Length; i++)
        {
            if (parts[i].ValueKind != kinds[i])
                return false;
            if (kinds[i] == JsonValueKind.Number && !parts[i].TryGetInt64(out _))
                return false;
            if (kinds[i] == JsonValueKind.String && parts[i].GetString()!.Contains('\0')) // no database holds it
                return false;
        }
        return true;
    }
}
