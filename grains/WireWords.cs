using System.Text.Json;

namespace Watchfloor;

/// <summary>The word of an enum on the wire: <c>in_progress</c>.</summary>
public static class WireWords
{
    /// <summary>As <see cref="Json.WireJson"/> writes it.</summary>
    public static string Of<TEnum>(TEnum value)
        where TEnum : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}
