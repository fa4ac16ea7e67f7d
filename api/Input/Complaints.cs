using Watchfloor.Problems;

namespace Watchfloor.Input;

/// <summary>Collects what makes no sense, field by field, so that one answer says it all.</summary>
sealed class Complaints
{
    static readonly Dictionary<string, IReadOnlyList<string>> None = [];

    // Made with the first complaint: of most bodies there is none.
    Dictionary<string, IReadOnlyList<string>>? _errors;

    /// <summary>What there is to complain of, by field.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Errors => _errors ?? None;

    /// <summary>The answer, or null where there is nothing to complain of.</summary>
    public ProblemAnswer? Problem =>
        _errors switch
        {
            null => null,
            { Count: 1 } => ProblemAnswer.Invalid($"{_errors.First().Key} {_errors.First().Value[0]}.", _errors),
            _ => ProblemAnswer.Invalid(
                $"{_errors.First().Key} {_errors.First().Value[0]}, and {_errors.Count - 1} more in errors.",
                _errors
            ),
        };

    /// <summary>True while more of them still help.</summary>
    public bool IsFew => Errors.Count < 20;

    public void Unless(bool isFine, string field, string sentence)
    {
        if (!isFine)
            Add(field, sentence);
    }

    /// <summary>Of a field the first complaint is told.</summary>
    public void Add(string field, string sentence) => (_errors ??= new(StringComparer.Ordinal)).TryAdd(field, [sentence]);
}
