using Watchfloor.Catalogue;
using Watchfloor.Escalations;
using Watchfloor.Events;
using Watchfloor.ServiceLevels;

namespace Watchfloor.Tests.Scenarios;

/// <summary>What people of a room write down about how long they have, and for whom.</summary>
sealed partial class Room
{
    /// <summary>A policy that serves one severity alone.</summary>
    public async Task Policy(string name, Severity severity, params (TimeSpan After, string[] Owners)[] levels)
    {
        await Policy(name, levels);
        var spec = Spec(name, levels) with { Match = new(severity) };
        await Write<IPolicyGrain, PolicySpec>(Kinds.Policy, name, new Amend<PolicySpec>(spec));
    }

    /// <summary>A policy that pages all its levels again, so many times.</summary>
    public async Task Policy(string name, PolicyRepeat repeat, params (TimeSpan After, string[] Owners)[] levels)
    {
        await Policy(name, levels);
        await Write<IPolicyGrain, PolicySpec>(Kinds.Policy, name, new Amend<PolicySpec>(Spec(name, levels) with { Repeat = repeat }));
    }

    /// <summary>How long people have.</summary>
    public Task SlaPolicy(SlaPolicySpec spec) =>
        Write<ISlaPolicyGrain, SlaPolicySpec>(Kinds.SlaPolicy, spec.Name, new Define<SlaPolicySpec>(spec));

    /// <summary>The policy is edited while events run.</summary>
    public Task AmendSlaPolicy(SlaPolicySpec spec) =>
        Write<ISlaPolicyGrain, SlaPolicySpec>(Kinds.SlaPolicy, spec.Name, new Amend<SlaPolicySpec>(spec));
}
