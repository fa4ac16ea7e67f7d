using System.Globalization;

namespace Watchfloor.Events;

/// <summary>A word that somebody looks for; <paramref name="IsBeginning"/>: words that begin so are meant too.</summary>
public readonly record struct SearchWord(string Text, bool IsBeginning);

/// <summary>
/// What an event is found by: its words and its labels, each a term. A word is a run of letters and digits in lower case; marks above
/// letters count for nothing where they are characters of their own.
/// </summary>
public static class SearchTerms
{
    /// <summary>Before each term, and nowhere in one.</summary>
    public const char Separator = ' ';

    /// <summary>The label of a facility.</summary>
    public const char Facility = 'f';

    /// <summary>The label of a category.</summary>
    public const char Category = 'c';

    /// <summary>The label of a source.</summary>
    public const char Source = 's';

    /// <summary>The label of a severity.</summary>
    public const char Severity = 'v';

    const int LongestLabel = 200;

    /// <summary>An underscore and four digits.</summary>
    const int LongestSpelled = 5;

    const int MostTerms = 400;
    const int UsualRoom = 1024;
    const int Slots = 1024;

    /// <summary>Labels and distinct words of the texts, each behind a separator; of very long texts the first words.</summary>
    public static string Of(string source, string category, string? facilityId, Severity severity, ReadOnlySpan<string?> texts)
    {
        var terms = new TermList(stackalloc int[Slots], stackalloc char[UsualRoom], MostTerms);
        terms.Add(Label(Source, source));
        terms.Add(Label(Category, category));
        if (facilityId is not null)
            terms.Add(Label(Facility, facilityId));
        terms.Add(Label(severity));
        Span<char> room = stackalloc char[SearchWords.Room];
        foreach (var text in texts)
        {
            foreach (var word in new SearchWords(text, room))
                terms.Add(word);
        }
        return terms.ToString();
    }

    /// <summary>What stands in for a whole value. Two long values may share one, so whoever finds by it looks at the value too.</summary>
    public static string Label(char kind, string value)
    {
        Span<char> label = stackalloc char[2 + LongestLabel * LongestSpelled];
        (label[0], label[1]) = ('_', kind);
        var length = 2;
        foreach (var c in value.AsSpan(0, Math.Min(value.Length, LongestLabel)))
        {
            if (char.IsAsciiLetterOrDigit(c))
                label[length++] = char.ToLowerInvariant(c);
            else if (char.IsSurrogate(c) || char.IsAscii(c))
            {
                label[length++] = '_';
                ((int)c).TryFormat(label[length..], out var digits, "x2", CultureInfo.InvariantCulture);
                length += digits;
            }
            else
                label[length++] = c;
        }
        return new(label[..length]);
    }

    /// <summary>What stands in for a severity.</summary>
    public static string Label(Severity severity) => Label(Severity, ((int)severity).ToString(CultureInfo.InvariantCulture));

    /// <summary>What somebody asks for: every word must be there; a star behind one takes it as the beginning of a word.</summary>
    public static IReadOnlyList<SearchWord> Asked(string text)
    {
        var asked = new List<SearchWord>();
        Span<char> room = stackalloc char[SearchWords.Room];
        foreach (var part in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var words = new List<string>();
            foreach (var word in new SearchWords(part, room))
                words.Add(word.ToString());
            var isBeginning = part.EndsWith('*');
            for (var i = 0; i < words.Count; i++)
            {
                var word = new SearchWord(words[i], isBeginning && i == words.Count - 1);
                if (!asked.Contains(word))
                    asked.Add(word);
            }
        }
        return asked;
    }
}
