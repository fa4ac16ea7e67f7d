using Watchfloor.Events;
using Watchfloor.Json;

namespace Watchfloor.Sources;

/// <summary>What an event of PagerDuty's comes to.</summary>
static class PagerDutyReading
{
    public const string Source = "pagerduty";
    public const int LongestDedupKey = 255;
    const int LongestSummary = 1024;

    /// <summary>All that is wrong with it.</summary>
    public static IReadOnlyList<string> Errors(PagerDutyEvent given)
    {
        var errors = new List<string>();
        if (given.DedupKey is { } key && (key.Length > LongestDedupKey || key.Contains('\0')))
            errors.Add($"'dedup_key' must have at most {LongestDedupKey} characters");
        if (given.EventAction != EventAction.Trigger)
        {
            if (string.IsNullOrEmpty(given.DedupKey))
                errors.Add("'dedup_key' is missing or blank");
        }
        else if (given.Payload is not { } payload)
            errors.Add("'payload' is missing");
        else
            Check(payload, errors);
        return errors;
    }

    /// <summary>What a trigger reports.</summary>
    public static NewDetection Seen(PagerDutyEvent given, string conditionKey, DateTimeOffset now)
    {
        var payload = given.Payload!;
        var isCut = payload.Summary.Length > 300;
        var details = payload.CustomDetails?.Text;
        return new NewDetection
        {
            Source = Source,
            ConditionKey = conditionKey,
            Severity = SeverityOf(payload.Severity),
            Category = CategoryOf(payload),
            Title = SourceWords.Cut(payload.Summary, 300),
            Description = (isCut, details) switch
            {
                (true, null) => payload.Summary,
                (true, { } more) => SourceWords.Cut($"{payload.Summary}\n{more}", 4_000),
                (false, { } more) => SourceWords.Cut(more, 4_000),
                _ => null,
            },
            DetectedAt = Instants.Truncate(now),
            Attributes = Attributes(given, payload),
        }.SeenAt(payload.Timestamp, now);
    }

    static void Check(PagerDutyPayload payload, List<string> errors)
    {
        if (string.IsNullOrWhiteSpace(payload.Summary) || payload.Summary.Length > LongestSummary || payload.Summary.Contains('\0'))
            errors.Add($"'payload.summary' must have 1 to {LongestSummary} characters");
        if (string.IsNullOrWhiteSpace(payload.Source))
            errors.Add("'payload.source' is missing or blank");
        string?[] words = [payload.Source, payload.Component, payload.Group, payload.Class, payload.CustomDetails?.Text];
        if (words.Any(word => word?.Contains('\0') == true))
            errors.Add("'payload' must not hold the character 0");
    }

    static Severity SeverityOf(PagerDutySeverity severity) =>
        severity switch
        {
            PagerDutySeverity.Critical => Severity.Critical,
            PagerDutySeverity.Error => Severity.High,
            PagerDutySeverity.Warning => Severity.Medium,
            _ => Severity.Low,
        };

    /// <summary>The kind of trouble, else what it is about: alerts of two hosts that say no more are two events.</summary>
    static string CategoryOf(PagerDutyPayload payload) =>
        SourceWords.Slug(payload.Class ?? "") ?? SourceWords.Slug(payload.Component ?? "") ?? SourceWords.Slug(payload.Source) ?? Source;

    static Dictionary<string, string> Attributes(PagerDutyEvent given, PagerDutyPayload payload)
    {
        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (
            var (name, value) in new (string, string?)[]
            {
                ("source", payload.Source),
                ("component", payload.Component),
                ("group", payload.Group),
                ("class", payload.Class),
            }.Concat(PagerDutyLinks.Of(given))
        )
        {
            if (SourceWords.Said(value) is { } said)
                labels[name] = SourceWords.Cut(said, 512);
        }
        return labels;
    }
}
