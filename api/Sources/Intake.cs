using Watchfloor.Catalogue;
using Watchfloor.Events;
using Watchfloor.Input;
using Watchfloor.Problems;
using Watchfloor.Security;

namespace Watchfloor.Sources;

/// <summary>
/// The one way in for what any source reports: the limits of its key, the ranges of an event, the facility, correlation. Returns when
/// what it says is durable; loses nothing that it answered for.
/// </summary>
sealed class Intake(GrainCalls grains, KnownThings known, TimeProvider clock)
{
    public DateTimeOffset Now => clock.GetUtcNow();

    public async Task<Taken> Take(Caller caller, Report report, RequestId request, CancellationToken cancellation)
    {
        var (sensible, problem) = await Look(caller, report, cancellation);
        return problem is null ? await Tell(caller, sensible, request) : problem;
    }

    /// <summary>What a report comes to, and what is wrong with it, if anything.</summary>
    public async ValueTask<(Report Report, ProblemAnswer? Problem)> Look(Caller caller, Report report, CancellationToken cancellation)
    {
        var seen = report.Seen;
        if (caller.Scope.Refusal(seen.Source) is { } foreign)
            return (report, foreign);
        var complaints = new Complaints();
        seen.Check(complaints, Now);
        var isKnown = seen.FacilityId is not { } id || await known.Facility(id, caller.Tenant, cancellation) is not null;
        if (!isKnown && report.IsOfStranger)
            seen = seen.Nowhere();
        else
            complaints.Unless(isKnown, "facilityId", KnownThings.NoFacility);
        return (report with { Seen = seen }, complaints.Problem);
    }

    /// <summary>Hands a report that makes sense to correlation.</summary>
    public async Task<Taken> Tell(Caller caller, Report report, RequestId request)
    {
        var detection = report.Seen.ToDetection(Now);
        var correlation = CorrelationKey.Of(caller.Tenant, detection.FacilityId, detection.Category);
        var detected = await grains.Ask<ICorrelationGrain, Detected>(
            caller,
            correlation,
            grain => report.IsOver ? grain.Clear(Over(detection), request) : grain.Take(detection, request)
        );
        return detected.Problem is { } reason
            ? ProblemAnswer.Invalid(reason)
            : new Taken(new(detected.EventId.Length > 0 ? detected.EventId : null, detected.Outcome), null);
    }

    static ClearCondition Over(Detection seen) =>
        new(
            seen.ConditionKey ?? throw new InvalidOperationException("only a condition can be over"),
            seen.DetectedAt,
            seen.ExternalId is { } id ? new(seen.Source, id) : null,
            seen.Source
        );
}
