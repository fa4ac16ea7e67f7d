using Watchfloor.Catalogue;
using Watchfloor.Events;
using Watchfloor.Input;
using Watchfloor.Security;

namespace Watchfloor.Devices;

/// <summary>A threshold rule, as people define it.</summary>
sealed record RuleInput
{
    /// <summary>1–200 characters.</summary>
    public required string Name { get; init; }

    /// <summary>The tag whose values it watches.</summary>
    public required string Tag { get; init; }

    /// <summary>How a value is held against the limit.</summary>
    public required Comparison Operator { get; init; }

    /// <summary>In the unit of the tag.</summary>
    public required double Limit { get; init; }

    /// <summary>How long it must hold, at most 7 days; at once without it.</summary>
    public TimeSpan? For { get; init; }

    /// <summary>How far back from the limit it is normal again, in the unit of the tag.</summary>
    public double? Hysteresis { get; init; }

    /// <summary>Of the events that it makes.</summary>
    public required Severity Severity { get; init; }

    /// <summary>Of the events that it makes.</summary>
    public required string Category { get; init; }

    /// <summary>Of the events that it makes.</summary>
    public string? FacilityId { get; init; }
}

/// <summary>A threshold rule.</summary>
sealed record RuleView(
    string Id,
    string Name,
    string Tag,
    Comparison Operator,
    double Limit,
    TimeSpan? For,
    double? Hysteresis,
    Severity Severity,
    string Category,
    string? FacilityId,
    long Version
);

/// <summary>What is special about rules.</summary>
sealed class RuleShape(KnownThings known) : ICatalogueShape<ThresholdRuleSpec, RuleInput, RuleView>
{
    public string Kind => Kinds.Rule;

    public string Noun => "rule";

    public async ValueTask<ThresholdRuleSpec?> Spec(
        RuleInput input,
        string id,
        Entry<ThresholdRuleSpec>? before,
        Complaints complaints,
        Caller caller,
        CancellationToken cancellation
    )
    {
        complaints.Name("name", input.Name);
        complaints.Printable("tag", input.Tag, 255);
        complaints.Finite("limit", input.Limit);
        complaints.Between("for", input.For, TimeSpan.Zero, TimeSpan.FromDays(7));
        complaints.Finite("hysteresis", input.Hysteresis);
        complaints.Unless(input.Hysteresis is not < 0, "hysteresis", "must not be negative");
        complaints.Slug("category", input.Category);
        await known.Facility(complaints, "facilityId", input.FacilityId, caller.Tenant, cancellation);
        return new(
            input.Name,
            input.Tag,
            input.Operator,
            input.Limit,
            input.For,
            input.Hysteresis,
            input.Severity,
            input.Category,
            input.FacilityId
        );
    }

    public RuleView View(Entry<ThresholdRuleSpec> entry)
    {
        var rule = entry.Spec;
        return new(
            entry.Id,
            rule.Name,
            rule.Tag,
            rule.Operator,
            rule.Limit,
            rule.For,
            rule.Hysteresis,
            rule.Severity,
            rule.Category,
            rule.FacilityId,
            entry.Version
        );
    }
}
