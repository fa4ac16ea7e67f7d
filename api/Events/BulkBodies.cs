using System.Text.Json.Serialization;
using Watchfloor.Input;
using Watchfloor.Problems;

namespace Watchfloor.Events;

/// <summary>What can be done to many events at once: what an operator may do to one.</summary>
enum BulkAction
{
    Acknowledge,
    Start,
    Resolve,
    Close,
    Reopen,
    Assign,
    Comment,
    Shelve,
    Unshelve,
    Merge,
    Escalate,
}

/// <summary>One thing done to many events; beside <c>action</c> and <c>ids</c> stands what the action takes for one event.</summary>
sealed record BulkDeed : IChecked
{
    const int Most = 1000;

    /// <summary>What to do to each.</summary>
    public required BulkAction Action { get; init; }

    /// <summary>1–1000 ids of events.</summary>
    public required IReadOnlyList<string> Ids { get; init; }

    /// <summary>For <c>resolve</c>: although conditions are still open.</summary>
    public bool Force { get; init; }

    /// <summary>For <c>resolve</c>, <c>reopen</c> and <c>merge</c>: for the timeline, at most 4000 characters.</summary>
    public string? Note { get; init; }

    /// <summary>For <c>assign</c>: whose they are; null for nobody's.</summary>
    public string? To { get; init; }

    /// <summary>For <c>comment</c>: 1–4000 characters.</summary>
    public string? Text { get; init; }

    /// <summary>For <c>shelve</c>: for how long, from a second to seven days.</summary>
    public TimeSpan? For { get; init; }

    /// <summary>Why: for <c>shelve</c> 1–500 characters, for <c>escalate</c> at most 500 or none.</summary>
    public string? Reason { get; init; }

    /// <summary>For <c>shelve</c>: only until it changes by itself.</summary>
    public bool OneShot { get; init; }

    /// <summary>For <c>merge</c>: the open event that takes all that they hold.</summary>
    public string? Into { get; init; }

    public ProblemAnswer? Problem()
    {
        var complaints = new Complaints();
        complaints.Unless(Ids.Count is >= 1 and <= Most, "ids", $"must be 1 to {Most}");
        complaints.Unless(Action != BulkAction.Comment || Text is not null, "text", "is missing; a comment needs words");
        complaints.Unless(Action != BulkAction.Shelve || Reason is not null, "reason", "is missing; everybody reads why it is shelved");
        complaints.Unless(Action != BulkAction.Merge || Into is not null, "into", "is missing; say which event takes them");
        return complaints.Problem ?? OfOne.Problem();
    }

    /// <summary>The command to one of them.</summary>
    public EventCommand CommandOf(string by, Func<string> commentId) =>
        Action switch
        {
            BulkAction.Acknowledge => new Acknowledge(by),
            BulkAction.Start => new Start(by),
            BulkAction.Resolve => new Resolve(by, Force, Note),
            BulkAction.Close => new Close(by),
            BulkAction.Reopen => new Reopen(by, Note),
            BulkAction.Assign => new Assign(by, To),
            BulkAction.Shelve => new PutAside(AsideKind.Shelved, by, For, Reason!, OneShot),
            BulkAction.Merge => new MergeInto(by, Into!, Note),
            BulkAction.Escalate => new Escalate(by, Reason),
            BulkAction.Unshelve => new BringBack(AsideKind.Shelved, by),
            _ => new Comment(by, commentId(), Text!),
        };

    /// <summary>How each is merged.</summary>
    public HowMerged ToMerge => new() { Into = Into!, Note = Note };

    /// <summary>The body that one event would take.</summary>
    IChecked OfOne =>
        Action switch
        {
            BulkAction.Resolve => new HowResolved(Force, Note),
            BulkAction.Reopen => new WhyReopened(Note),
            BulkAction.Assign => new NewAssignee { To = To },
            BulkAction.Merge => ToMerge,
            BulkAction.Comment => new NewComment { Text = Text! },
            BulkAction.Shelve => new HowShelved
            {
                For = For,
                Reason = Reason!,
                OneShot = OneShot,
            },
            BulkAction.Escalate => new WithReason(Reason),
            _ => new Nothing(),
        };
}

/// <summary>What became of one item of many.</summary>
enum BulkOutcome
{
    Done,
    Unchanged,
}

/// <summary>What became of each, in the order in which they were named.</summary>
/// <param name="Results">One per id.</param>
sealed record BulkResults(IReadOnlyList<BulkResult> Results);

/// <summary>What became of one event: an outcome, or the problem that it alone would have been answered with.</summary>
/// <param name="Id">The event.</param>
/// <param name="Outcome">Done, or unchanged where it was so already.</param>
/// <param name="Problem">Why not.</param>
sealed record BulkResult(
    string Id,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] BulkOutcome? Outcome,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Problem? Problem
);
