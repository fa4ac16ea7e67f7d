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
            OutcomeKind.Stale => outcome.Version == 0
                ? ProblemAnswer.NotFound($"There is no such {noun}.")
                : ProblemAnswer.Outdated(
                    $"The {noun} is at version {outcome.Version} now, and If-Match names another. Read it again, then decide."
                ),
            OutcomeKind.Claimed => ProblemAnswer.Refused($"This occurrence belongs to event {outcome.Reason}."),
            _ => ProblemAnswer.Refused(outcome.Reason ?? $"The {noun} does not allow that now."),
        };
}
