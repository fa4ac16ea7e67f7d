using Watchfloor.Input;
using Watchfloor.Problems;

namespace Watchfloor.Events;

/// <summary>Which event takes all that this one holds.</summary>
sealed record HowMerged : IChecked
{
    /// <summary>The id of another event that is open.</summary>
    public required string Into { get; init; }

    /// <summary>Why, for the timelines of both, at most 4000 characters.</summary>
    public string? Note { get; init; }

    public ProblemAnswer? Problem()
    {
        var complaints = new Complaints();
        complaints.Id("into", Into, 64);
        complaints.Text("note", Note, 0, 4000);
        return complaints.Problem;
    }
}

/// <summary>Which of its open conditions begin an event of their own.</summary>
sealed record HowSplit : IChecked
{
    /// <summary>At least one of its open conditions, and not all of them.</summary>
    public IReadOnlyList<string>? ConditionKeys { get; init; }

    /// <summary>What the new event is called, 1–300 characters; without it as its first condition is.</summary>
    public string? Title { get; init; }

    /// <summary>Why, for the timelines of both, at most 4000 characters.</summary>
    public string? Note { get; init; }

    public ProblemAnswer? Problem()
    {
        var complaints = new Complaints();
        complaints.Unless(ConditionKeys is { Count: >= 1 and <= 100 }, "conditionKeys", "must name 1 to 100 of its open conditions");
        foreach (var key in ConditionKeys ?? [])
            complaints.Text("conditionKeys", key, 1, 255);
        complaints.Text("title", Title, 1, 300);
        complaints.Unless(Title is null || !string.IsNullOrWhiteSpace(Title), "title", "must not be blank");
        complaints.Text("note", Note, 0, 4000);
        return complaints.Problem;
    }
}

/// <summary>Conditions began an event of their own.</summary>
/// <param name="EventId">The new event.</param>
sealed record SplitAway(string EventId);
