using System.Text;

namespace Watchfloor;

/// <summary>How much room a text takes as JSON, and how to shorten it to that.</summary>
static class JsonRoom
{
    const string Ellipsis = "…";

    /// <summary>Bytes of a text as JSON, without its quotes; never too few.</summary>
    public static int Of(string text)
    {
        var bytes = 0;
        foreach (var rune in text.EnumerateRunes())
            bytes += Of(rune);
        return bytes;
    }

    /// <summary>The text, or its beginning and an ellipsis.</summary>
    public static string Shorten(string text, int most)
    {
        if (Of(text) <= most)
            return text;
        var (kept, left) = (0, most - Of(Ellipsis));
        foreach (var rune in text.EnumerateRunes())
        {
            left -= Of(rune);
            if (left < 0)
                break;
            kept += rune.Utf16SequenceLength;
        }
        return text[..kept] + Ellipsis;
    }

    static int Of(Rune rune) =>
        rune switch
        {
            { Value: '"' or '\\' } => 2,
            { Value: < 0x20 or 0x7F } => 6, // \u001f
            { IsBmp: false } => 12, // two escaped halves
            { IsAscii: true } => 1,
            _ => 6, // at most: some are escaped
        };
}
