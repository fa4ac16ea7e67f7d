using Watchfloor.Notifications;

namespace Watchfloor.Events;

/// <summary>
/// Pages of levels that never came, because somebody acted before their time: they stand nowhere, so they are told from the policies as
/// they were, with the id that they would have had. Of a policy that repeats, those of the round that was under way.
/// </summary>
static class UnmadePages
{
    public static IEnumerable<PageView> Of(EventView view, IReadOnlyList<Climb> climbs, IReadOnlyList<PageView> made)
    {
        var known = made.Select(page => page.Id).ToHashSet(StringComparer.Ordinal);
        return from climb in climbs
            let silenced = climb.Silenced
            where silenced is not null
            from policy in climb.Policies
            from left in climb.Left(policy)
            from channelId in policy.Spec.Levels[left.Level - 1].Targets.Select(target => target.ChannelId).Distinct()
            let id = PageIds.Of(view.Id, policy.PolicyId, left.Round, left.Level, channelId, climb.Number)
            where !known.Contains(id) && !known.Any(page => page.StartsWith($"{id}.held-", StringComparison.Ordinal))
            select new PageView
            {
                Id = id,
                EventId = view.Id,
                PolicyId = policy.PolicyId,
                PolicyName = policy.Spec.Name,
                Level = left.Level,
                Round = left.Round,
                ChannelId = channelId,
                Status = PageStatus.Suppressed,
                Reason = silenced.Reason,
                DueAt = Json.Instants.Truncate(left.DueAt),
                Attempts = [],
                Crossed = false,
                Key = id,
            };
    }
}
