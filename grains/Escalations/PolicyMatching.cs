using Watchfloor.Catalogue;

namespace Watchfloor.Escalations;

/// <summary>Which policies serve an event.</summary>
public static class PolicyMatching
{
    /// <summary>Snapshots of the policies that match, in the order of their ids.</summary>
    public static Values<PolicySnapshot> Serving(BeginEscalation begin, IEnumerable<Entry<PolicySpec>> policies) =>
        Values.From(
            from policy in policies
            where Serves(policy.Spec.Match, begin)
            orderby policy.Id
            select new PolicySnapshot(policy.Id, policy.Version, policy.Spec)
        );

    /// <summary>Whether none of them has a level for the event.</summary>
    public static bool ServesNobody(BeginEscalation begin, IEnumerable<Entry<PolicySpec>> policies) =>
        !policies.Any(policy => policy.Spec.Levels.Length > 0 && Serves(policy.Spec.Match, begin));

    static bool Serves(PolicyMatch? match, BeginEscalation begin) =>
        match is null
        || (match.Severity is null || match.Severity == begin.Severity)
            && (match.Category is null || match.Category == begin.Category)
            && (match.FacilityId is null || match.FacilityId == begin.FacilityId);
}
