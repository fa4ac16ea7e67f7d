using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace Watchfloor.Events;

/// <summary>
/// The regular expressions of matchers: the whole label must fit, and no expression takes longer than its text is long. Expressions
/// that cannot be run that way (they look around, or refer back) are refused where they are defined.
/// </summary>
static class LabelPatterns
{
    const int MostKept = 1000;
    const int LargestAutomaton = 2000;
    const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;

    static readonly ConcurrentDictionary<string, Regex> Kept = new(StringComparer.Ordinal);

    // Small expressions can describe automata that fill the memory: (a{1000}){1000}.
    static LabelPatterns() => AppContext.SetData("REGEX_NONBACKTRACKING_MAX_AUTOMATA_SIZE", LargestAutomaton);

    public static bool Fits(string label, string pattern) => Of(pattern).IsMatch(label);

    /// <summary>What is wrong with it, or null.</summary>
    public static string? FlawOf(string pattern)
    {
        try
        {
            _ = Of(pattern);
            return null;
        }
        catch (RegexParseException)
        {
            return "is no regular expression";
        }
        catch (NotSupportedException)
        {
            return "is a regular expression that looks around, refers back or is too large";
        }
    }

    /// <summary>Where there are too many, all are made anew as they are asked for: those in use come back, the others are gone.</summary>
    internal static Regex Of(string pattern)
    {
        if (Kept.TryGetValue(pattern, out var known))
            return known;
        var regex = new Regex($@"\A(?:{pattern})\z", Options);
        if (Kept.Count >= MostKept)
            Kept.Clear();
        return Kept.GetOrAdd(pattern, regex);
    }
}
