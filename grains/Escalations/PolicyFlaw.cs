using Watchfloor.Catalogue;
using Watchfloor.Events;

namespace Watchfloor.Escalations;

/// <summary>What makes an escalation policy senseless. The sizes keep a running escalation within its room.</summary>
static class PolicyFlaw
{
    const int MostLevels = 20;
    const int MostTargets = 60;
    const int MostRepeats = 100;
    static readonly TimeSpan LongestWait = TimeSpan.FromDays(30);

    public static string? Of(PolicySpec spec) =>
        SpecFlaws.OfName(spec.Name) ?? OfMatch(spec.Match) ?? OfLevels(spec.Levels) ?? OfRepeat(spec.Repeat);

    static string? OfMatch(PolicyMatch? match) =>
        match switch
        {
            { Category: { } category } when !Categories.IsOne(category) => Categories.Words,
            { Severity: { } severity } when !Enum.IsDefined(severity) => "severity must be critical, high, medium or low",
            _ => null,
        };

    static string? OfLevels(Values<PolicyLevel> levels) =>
        levels.Length is 0 or > MostLevels ? $"levels must be 1 to {MostLevels}"
        : levels.Any(level => level.After < TimeSpan.Zero || level.After > LongestWait) ? "after must be from PT0S to P30D"
        : levels.Any(level => level.Targets.Length == 0) ? "every level needs a target"
        : levels.Any(level => level.Targets.Any(target => string.IsNullOrWhiteSpace(target.ChannelId))) ? "every target needs a channelId"
        : levels.Sum(level => level.Targets.Length) > MostTargets ? $"a policy has at most {MostTargets} targets in all"
        : null;

    static string? OfRepeat(PolicyRepeat? repeat) =>
        repeat switch
        {
            { Times: < 0 or > MostRepeats } => $"repeat.times must be 0 to {MostRepeats}",
            { Every: var every } when every <= TimeSpan.Zero || every > LongestWait =>
                "repeat.every must be longer than PT0S and at most P30D",
            _ => null,
        };
}
