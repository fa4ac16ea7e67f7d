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
        if (await Refusal(caller, report.Seen, cancellation) is { } problem)
            return problem;
        return await Tell(caller, report, request);
    }

    /// <summary>What is wrong with a report, or null.</summary>
    public async ValueTask<ProblemAnswer?> Refusal(Caller caller, NewDetection seen, CancellationToken cancellation)
    {
        if (caller.Scope.Refusal(seen.Source) is { } foreign)
            return foreign;
        var complaints = new Complaints();
        seen.Check(complaints, Now);
        await known.Facility(complaints, "facilityId", seen.FacilityId, caller.Tenant, cancellation);
        return complaints.Problem;
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
