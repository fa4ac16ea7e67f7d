using System.Globalization;
using System.Text;

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
    const int MostTerms = 400;
    const int UsualTerms = 64;
    const int UsualRoom = 512;

    /// <summary>Labels and distinct words of the texts, each behind a separator; of very long texts the first words.</summary>
    public static string Of(string source, string category, string? facilityId, Severity severity, IEnumerable<string?> texts)
    {
        var terms = new StringBuilder(UsualRoom);
        var known = new HashSet<string>(UsualTerms, StringComparer.Ordinal);
        var spelled = known.GetAlternateLookup<ReadOnlySpan<char>>();
        void Add(ReadOnlySpan<char> term)
        {
            if (known.Count < MostTerms && spelled.Add(term))
                terms.Append(Separator).Append(term);
        }
        Add(Label(Source, source));
        Add(Label(Category, category));
        if (facilityId is not null)
            Add(Label(Facility, facilityId));
        Add(Label(severity));
        Span<char> room = stackalloc char[SearchWords.Room];
        foreach (var text in texts)
        {
            foreach (var word in new SearchWords(text, room))
                Add(word);
        }
        return terms.ToString();
    }

    /// <summary>What stands in for a whole value. Two long values may share one, so whoever finds by it looks at the value too.</summary>
    public static string Label(char kind, string value)
    {
        var label = new StringBuilder("_").Append(kind);
        foreach (var c in value.AsSpan(0, Math.Min(value.Length, LongestLabel)))
        {
            if (char.IsAsciiLetterOrDigit(c))
                label.Append(char.ToLowerInvariant(c));
            else if (char.IsSurrogate(c) || char.IsAscii(c))
                label.Append('_').Append(((int)c).ToString("x2", CultureInfo.InvariantCulture));
            else
                label.Append(c);
        }
        return label.ToString();
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
