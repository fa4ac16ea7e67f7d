using System.Globalization;
using System.Text;

namespace Watchfloor.Events;

/// <summary>A name that any system can write to its disk, and that shows what it is.</summary>
static class AttachmentName
{
    const string Unwritable = "<>:\"|?*";

    static readonly HashSet<string> Reserved = new(
        ["CON", "PRN", "AUX", "NUL", .. Enumerable.Range(1, 9).SelectMany(i => new[] { $"COM{i}", $"LPT{i}" })],
        StringComparer.OrdinalIgnoreCase
    );

    /// <summary>The last part of a path, without what hides something or cannot be written; null where nothing is left.</summary>
    public static string? Clean(string given)
    {
        var clean = new StringBuilder();
        foreach (var rune in given[(given.LastIndexOfAny(['/', '\\']) + 1)..].EnumerateRunes())
        {
            // Controls, and what turns the direction of writing or is not seen: "exe.jpg" must be one.
            if (
                Rune.GetUnicodeCategory(rune)
                    is UnicodeCategory.Control
                        or UnicodeCategory.Format
                        or UnicodeCategory.LineSeparator
                        or UnicodeCategory.ParagraphSeparator
                || rune == Rune.ReplacementChar
            )
                continue;
            if (rune.IsAscii && Unwritable.Contains((char)rune.Value, StringComparison.Ordinal))
                clean.Append('_');
            else
                clean.Append(rune);
        }
        var name = Shorten(clean.ToString().Trim(' ', '.'));
        if (name.Length == 0 || string.IsNullOrWhiteSpace(name))
            return null;
        return Reserved.Contains(name.Split('.')[0].Trim()) ? $"_{name}" : name;
    }

    /// <summary>The ending stays: it says what the file is.</summary>
    static string Shorten(string name)
    {
        const int Most = AttachmentLimits.LongestName - 1;
        if (name.Length <= Most)
            return name;
        var ending = Path.GetExtension(name);
        ending = ending.Length <= 20 ? ending : "";
        var head = name[..(Most - ending.Length)];
        return (char.IsHighSurrogate(head[^1]) ? head[..^1] : head) + ending;
    }
}
