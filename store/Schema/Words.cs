using System.Text.Json;

namespace Watchfloor.Store;

/// <summary>Enums as their wire words, which is how columns hold them.</summary>
static class Words
{
    public static TEnum Read<TEnum>(string word)
        where TEnum : struct, Enum => Enum.GetValues<TEnum>().Single(value => Of(value) == word);

    public static string Of<TEnum>(TEnum value)
        where TEnum : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}
