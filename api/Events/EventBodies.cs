using Watchfloor.Input;
using Watchfloor.Problems;

namespace Watchfloor.Events;

/// <summary>A body that knows its own ranges.</summary>
interface IChecked
{
    ProblemAnswer? Problem();
}

/// <summary>Nothing has to be said.</summary>
sealed record Nothing : IChecked
{
    public ProblemAnswer? Problem() => null;
}

/// <summary>How it came to an end.</summary>
/// <param name="Force">Resolve it although conditions are still open.</param>
/// <param name="Note">What was done, for the timeline.</param>
sealed record HowResolved(bool Force = false, string? Note = null) : IChecked
{
    public ProblemAnswer? Problem()
    {
        var complaints = new Complaints();
        complaints.Text("note", Note, 0, 4000);
        return complaints.Problem;
    }
}

/// <summary>Why it is not over after all.</summary>
/// <param name="Note">At most 4000 characters, for the timeline.</param>
sealed record WhyReopened(string? Note = null) : IChecked
{
    public ProblemAnswer? Problem()
    {
        var complaints = new Complaints();
        complaints.Text("note", Note, 0, 4000);
        return complaints.Problem;
    }
}

/// <summary>Why, if there is something to say.</summary>
/// <param name="Reason">At most 500 characters; everybody reads it.</param>
sealed record WithReason(string? Reason = null) : IChecked
{
    public ProblemAnswer? Problem()
    {
        var complaints = new Complaints();
        complaints.Text("reason", Reason, 0, AsideLimits.LongestReason);
        return complaints.Problem;
    }
}

/// <summary>Whose it is from now on.</summary>
sealed record NewAssignee : IChecked
{
    /// <summary>The id of a person or a team, 1–128 visible ASCII characters; null takes it from whoever had it.</summary>
    public required string? To { get; init; }

    public ProblemAnswer? Problem()
    {
        var complaints = new Complaints();
        complaints.Id("to", To, 128);
        return complaints.Problem;
    }
}

/// <summary>What it goes with.</summary>
sealed record NewLink : IChecked
{
    /// <summary>What kind of thing.</summary>
    public required LinkKind Kind { get; init; }

    /// <summary>Its id, 1–64 visible ASCII characters.</summary>
    public required string Id { get; init; }

    public EventLink ToLink() => new(Kind, Id);

    public ProblemAnswer? Problem()
    {
        var complaints = new Complaints();
        complaints.Id("id", Id, 64);
        return complaints.Problem;
    }
}

/// <summary>A remark.</summary>
sealed record NewComment : IChecked
{
    /// <summary>1–4000 characters.</summary>
    public required string Text { get; init; }

    public ProblemAnswer? Problem()
    {
        var complaints = new Complaints();
        complaints.Text("text", Text, 1, 4000);
        complaints.Unless(!string.IsNullOrWhiteSpace(Text), "text", "must not be blank");
        return complaints.Problem;
    }
}
