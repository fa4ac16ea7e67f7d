using Watchfloor.Catalogue;
using Watchfloor.Input;
using Watchfloor.Security;

namespace Watchfloor.Escalations;

/// <summary>What is special about escalation policies.</summary>
sealed class PolicyShape(KnownThings known) : ICatalogueShape<PolicySpec, PolicyInput, PolicyView>
{
    const int MostLevels = 20;
    const int MostTargets = 20;
    static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    public string Kind => Kinds.Policy;

    public string Noun => "escalation policy";

    public async ValueTask<PolicySpec?> Spec(
        PolicyInput input,
        string id,
        Entry<PolicySpec>? before,
        Complaints complaints,
        Caller caller,
        CancellationToken cancellation
    )
    {
        complaints.Name("name", input.Name);
        complaints.Slug("match.category", input.Match?.Category);
        await known.Facility(complaints, "match.facilityId", input.Match?.FacilityId, caller.Tenant, cancellation);
        complaints.Unless(input.Levels.Count is >= 1 and <= MostLevels, "levels", $"must be 1 to {MostLevels}");
        for (var i = 0; i < Math.Min(input.Levels.Count, MostLevels); i++)
            await Check(input.Levels[i], $"levels[{i}]", complaints, caller.Tenant, cancellation);
        complaints.Unless(input.Repeat is not { Times: < 0 or > 100 }, "repeat.times", "must be from 0 to 100");
        complaints.Between("repeat.every", input.Repeat?.Every, TimeSpan.FromSeconds(1), Longest);
        return ToSpec(input);
    }

    public PolicyView View(Entry<PolicySpec> entry)
    {
        var (_, match, levels, repeat) = entry.Spec;
        return new(
            entry.Id,
            entry.Spec.Name,
            match is null ? null : new(match.Severity, match.Category, match.FacilityId),
            [.. levels.Select(level => new LevelBody { After = level.After, Targets = [.. level.Targets.Select(ToBody)] })],
            repeat is null ? null : new() { Times = repeat.Times, Every = repeat.Every },
            entry.Version
        );
    }

    async ValueTask Check(LevelBody level, string path, Complaints complaints, TenantId tenant, CancellationToken cancellation)
    {
        complaints.Between($"{path}.after", level.After, TimeSpan.Zero, Longest);
        complaints.Unless(level.Targets.Count is >= 1 and <= MostTargets, $"{path}.targets", $"must be 1 to {MostTargets}");
        complaints.Unless(
            level.Targets.DistinctBy(target => target.ChannelId).Count() == level.Targets.Count,
            $"{path}.targets",
            "must name each channel once"
        );
        for (var i = 0; i < Math.Min(level.Targets.Count, MostTargets); i++)
            await known.Channel(complaints, $"{path}.targets[{i}].channelId", level.Targets[i].ChannelId, tenant, cancellation);
    }

    static PolicySpec ToSpec(PolicyInput input) =>
        new(
            input.Name,
            input.Match is { } match ? new PolicyMatch(match.Severity, match.Category, match.FacilityId) : null,
            Values.From(input.Levels.Select(level => new PolicyLevel(level.After, Values.From(level.Targets.Select(ToTarget))))),
            input.Repeat is { } repeat ? new PolicyRepeat(repeat.Times, repeat.Every) : null
        );

    static PolicyTarget ToTarget(TargetBody target) => new(target.ChannelId);

    static TargetBody ToBody(PolicyTarget target) => new() { ChannelId = target.ChannelId };
}
