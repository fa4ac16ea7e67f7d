using System.Text.RegularExpressions;

namespace Watchfloor.Tests.Cluster;

/// <summary>What a search through the states of the model came upon, or that there is nothing to come upon.</summary>
enum Finding
{
    /// <summary>Every state was looked at, and all is well in each.</summary>
    Nothing,

    /// <summary>Two lives can commit the same grain at the same time.</summary>
    TwoCommitters,

    /// <summary>Somebody committed what he had decided on a state that was no longer the newest.</summary>
    Fork,

    /// <summary>From some moment on nobody commits, though somebody could serve.</summary>
    Ownerless,

    /// <summary>A member was evicted though nothing but the database had been away.</summary>
    NeedlessEviction,
}

/// <summary>A search through the states of the model, read from the words of the program that spin made.</summary>
sealed record Search(Finding Finding, long States, IReadOnlyList<string> NeverTaken, string Output)
{
    static readonly string[] SignsOfAnEarlyEnd = ["max search depth too small", "out of memory", "Search not completed"];

    /// <summary>Throws where the words are none of those that a search ends with: then nothing was found out.</summary>
    public static Search Read(string output)
    {
        if (Errors.Match(output) is not { Success: true } errors || States_.Match(output) is not { Success: true } states)
            throw new InvalidOperationException($"This is not how a search ends:\n{output}");
        var finding = errors.Groups["n"].Value == "0" ? Finding.Nothing : Meaning(Violation.Match(output).Groups["what"].Value, output);
        if (finding == Finding.Nothing && SignsOfAnEarlyEnd.FirstOrDefault(output.Contains) is { } sign)
            throw new InvalidOperationException($"Not every state was looked at ({sign}):\n{output}");
        string[] neverTaken =
        [
            .. Unreached.Matches(output).Select(match => match.Value.Trim()).Where(place => !place.EndsWith("\"-end-\"")),
        ];
        return new(finding, long.Parse(states.Groups["n"].Value), neverTaken, output);
    }

    static Finding Meaning(string what, string output) =>
        what switch
        {
            "acceptance cycle" => Finding.Ownerless,
            "assertion violated  !(life[s].stale)" => Finding.Fork,
            "assertion violated harmed" => Finding.NeedlessEviction,
            // A claim that always holds is searched for its opposite.
            _ when what.StartsWith("assertion violated  !( !(", StringComparison.Ordinal) => Finding.TwoCommitters,
            _ => throw new InvalidOperationException($"Nothing that the model says of itself: '{what}'\n{output}"),
        };

    static readonly Regex Errors = Of(@"depth reached \d+, errors: (?<n>\d+)");
    static readonly Regex States_ = Of(@"^ *(?<n>\d+) states, stored");
    static readonly Regex Violation = Of(@"^pan:1: (?<what>.+) \(at depth \d+\)$");
    static readonly Regex Unreached = Of(@"^\t\S*membership\.pml:\d+, state \d+, "".*""$");

    static Regex Of(string words) => new(words, RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.Multiline);
}
