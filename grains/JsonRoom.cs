using System.Buffers;
using System.Text;
using Watchfloor.Json;

namespace Watchfloor;

/// <summary>How much room a text takes as JSON, and how to shorten it to that.</summary>
static class JsonRoom
{
    const string Ellipsis = "…";

    /// <summary>What takes a byte each, as most texts do from end to end.</summary>
    static readonly SearchValues<char> Plain = SearchValues.Create([
        .. Enumerable.Range(0, 128).Select(c => (char)c).Where(c => Of(new Rune(c)) == 1),
    ]);

    /// <summary>Bytes of a text as JSON, without its quotes; never too few.</summary>
    public static int Of(string text)
    {
        if (!text.AsSpan().ContainsAnyExcept(Plain))
            return text.Length;
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
            { Value: '"' or '\\' or '\n' or '\r' or '\t' } => 2,
            _ when !WireJson.Options.Encoder!.WillEncode(rune.Value) => rune.Utf8SequenceLength,
            { IsBmp: true } => 6, // \u001f
            _ => 12, // two escaped halves
        };
}
