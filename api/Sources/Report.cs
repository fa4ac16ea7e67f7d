using System.Text.Json.Serialization;
using Watchfloor.Events;
using Watchfloor.Problems;

namespace Watchfloor.Sources;

/// <summary>What the words of a source come to: something was seen, or its condition is over.</summary>
/// <param name="Seen">Of a condition that is over, where it belongs: source, facility, category, condition and occurrence count.</param>
/// <param name="IsOver">The condition is over.</param>
/// <param name="IsOfStranger">Nobody could tell its sender that a facility is not known: it is taken as of none.</param>
sealed record Report(NewDetection Seen, bool IsOver = false, bool IsOfStranger = false);

/// <summary>What became of a report.</summary>
/// <param name="EventId">The event that it made, joined, cleared or was known to; none where nothing was open.</param>
/// <param name="Outcome">Created, merged or duplicate; of a condition that is over cleared, duplicate or unchanged.</param>
sealed record Reported([property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? EventId, IngestOutcome Outcome);

/// <summary>What became of it, or why nothing did.</summary>
readonly record struct Taken(Reported? Done, ProblemAnswer? Problem)
{
    public static implicit operator Taken(ProblemAnswer problem) => new(null, problem);
}
