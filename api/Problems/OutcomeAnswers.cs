namespace Watchfloor.Problems;

/// <summary>How a refusal of the rules reads on the wire.</summary>
static class OutcomeAnswers
{
    /// <summary>The problem of an outcome that did not succeed, or null.</summary>
    public static ProblemAnswer? Problem(this Outcome outcome, string noun) =>
        outcome.Kind switch
        {
            OutcomeKind.Done or OutcomeKind.Unchanged => null,
            OutcomeKind.Absent => ProblemAnswer.NotFound(outcome.Reason ?? $"There is no such {noun}."),
            OutcomeKind.Invalid => ProblemAnswer.Invalid(outcome.Reason ?? $"This makes no sense for a {noun}."),
            OutcomeKind.Claimed => ProblemAnswer.Refused($"This occurrence belongs to event {outcome.Reason}."),
            _ => ProblemAnswer.Refused(outcome.Reason ?? $"The {noun} does not allow that now."),
        };
}
