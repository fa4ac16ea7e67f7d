using System.Security.Cryptography;
using System.Text;
using Watchfloor.Catalogue;

namespace Watchfloor.Events;

/// <summary>Where a detection belongs: the grain that gathers its events, how far they reach, and how they are handled if it begins one.</summary>
/// <param name="Group">Null: the one of its facility and category.</param>
/// <param name="Handling">Null: as usual.</param>
public sealed record Place(string? Group, TimeSpan Window, Handling? Handling)
{
    /// <summary>What no rule speaks of.</summary>
    public static Place Usual { get; } = new(null, CorrelationRules.Window, null);
}

/// <summary>
/// The correlation rules of a tenant at one moment. Of those that match the first by name decides, alone; those without a match, which
/// fit everything, come last. What a rule leaves out is as usual. A rule that groups has events of its own.
/// </summary>
public sealed class Rulebook(IEnumerable<Entry<CorrelationRuleSpec>> rules)
{
    readonly List<Entry<CorrelationRuleSpec>> _rules =
    [
        .. rules
            .OrderBy(rule => rule.Spec.Match.Length == 0)
            .ThenBy(rule => rule.Spec.Name, StringComparer.Ordinal)
            .ThenBy(rule => rule.Id, StringComparer.Ordinal),
    ];

    /// <summary>Where a detection belongs.</summary>
    public Place PlaceOf(TenantId tenant, Detection detection)
    {
        if (_rules.Count == 0)
            return Place.Usual;
        var labels = Labels.Of(detection);
        var rule = _rules.Find(rule => labels.Match(rule.Spec.Match));
        return rule is null ? Place.Usual : PlaceOf(tenant, rule, labels);
    }

    static Place PlaceOf(TenantId tenant, Entry<CorrelationRuleSpec> rule, Labels labels)
    {
        var (_, _, groupBy, window, threshold, flapping) = rule.Spec;
        var group = groupBy.Length == 0 ? null : CorrelationKey.OfGroup(tenant, rule.Id, Values(groupBy, labels)).Id;
        var handling = group is null && threshold is null && flapping is null ? null : new Handling(group, threshold, flapping);
        return new(group, window ?? CorrelationRules.Window, handling);
    }

    /// <summary>Short, and the same for the same values alone.</summary>
    static string Values(Values<string> groupBy, Labels labels)
    {
        var text = new StringBuilder();
        foreach (var label in groupBy.Order(StringComparer.Ordinal))
            text.Append(label.Length).Append(':').Append(label).Append('=').Append(labels[label].Length).Append(':').Append(labels[label]);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..32];
    }
}
