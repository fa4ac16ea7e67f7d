using Watchfloor.Catalogue;
using Watchfloor.Events;

namespace Watchfloor.Devices;

/// <summary>What makes a threshold rule senseless.</summary>
static class ThresholdRuleFlaw
{
    const int LongestTag = 255;
    static readonly TimeSpan LongestFor = TimeSpan.FromDays(30);

    public static string? Of(ThresholdRuleSpec spec) =>
        SpecFlaws.OfName(spec.Name)
        ?? spec switch
        {
            { Tag: var tag } when string.IsNullOrWhiteSpace(tag) || tag.Length > LongestTag => $"tag must be 1 to {LongestTag} characters",
            { Operator: var comparison } when !Enum.IsDefined(comparison) => "operator must be one of > >= < <= == !=",
            { Limit: var limit } when !double.IsFinite(limit) => "limit must be a number",
            { For: { } time } when time < TimeSpan.Zero || time > LongestFor => "for must be from PT0S to P30D",
            { Hysteresis: { } band } when !double.IsFinite(band) || band < 0 => "hysteresis must be 0 or more",
            { Severity: var severity } when !Enum.IsDefined(severity) => "severity must be critical, high, medium or low",
            { Category: var category } when !Categories.IsOne(category) => Categories.Words,
            _ => null,
        };
}
