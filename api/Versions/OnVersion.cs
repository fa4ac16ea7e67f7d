using Watchfloor.Problems;

namespace Watchfloor.Versions;

/// <summary>
/// A change that is decided here on what was read a moment ago: on a version that the caller named, where it named any, and refused
/// where it has changed since.
/// </summary>
static class OnVersion
{
    /// <summary>The problem where the caller decided on another version than was read.</summary>
    public static ProblemAnswer? Refusal(this IfMatch match, long version, string noun) =>
        match.Names(version)
            ? null
            : ProblemAnswer.Outdated($"The {noun} is at version {version} now, and If-Match names another. Read it again, then decide.");

    /// <summary>The problem of an outcome that did not succeed.</summary>
    public static ProblemAnswer? Refusal(this Outcome outcome, string noun) =>
        outcome.Kind == OutcomeKind.Stale
            ? ProblemAnswer.Refused($"Somebody else changed this {noun} at the same moment. Send the request again.")
            : outcome.Problem(noun);

    /// <summary>Does it on that version alone; null: on any.</summary>
    public static Task<Outcome> DoOn<TGrain, TCommand>(
        this GrainCalls grains,
        Security.Caller caller,
        EntityId id,
        long? version,
        TCommand command,
        Input.Wish wish
    )
        where TGrain : ICommanded<TCommand> =>
        grains.Ask<TGrain, Outcome>(
            caller,
            id,
            grain =>
            {
                CallerContext.Expect(id, version);
                return grain.Do(command, wish.Request);
            }
        );
}
