using System.Text.Json;
using Watchfloor.Events;
using Watchfloor.Input;
using Watchfloor.Json;

namespace Watchfloor.Sources;

/// <summary>What a body comes to under a mapping. What it says too much of is cut: its sender does not know us.</summary>
static class MappingReading
{
    const int LongestKey = 255;

    public static Report Read(this MappingSpec mapping, JsonElement body, Complaints complaints, DateTimeOffset now)
    {
        var state = Template.Fill(mapping.State, body);
        var isOver = state is not null && mapping.Cleared.Any(word => string.Equals(word, state, StringComparison.OrdinalIgnoreCase));
        var condition = Key(Template.Fill(mapping.ConditionKey, body));
        var occurrence = Template.Fill(mapping.ExternalId, body);
        var category = SourceWords.Slug(Template.Fill(mapping.Category, body) ?? "");
        var title = Template.Fill(mapping.Title, body);
        complaints.Unless(title is not null, "title", "is made of what is not there");
        complaints.Unless(category is not null, "category", "is made of what is not there");
        complaints.Unless(!isOver || condition is not null, "conditionKey", "is made of what is not there, and names what is over");
        var seen = new NewDetection
        {
            Source = mapping.Source,
            ExternalId = Key(isOver && occurrence is not null ? $"{occurrence}/cleared" : occurrence),
            ConditionKey = condition,
            Severity = SeverityOf(mapping, Template.Fill(mapping.Severity, body)),
            Category = category ?? mapping.Source,
            FacilityId = Template.Fill(mapping.FacilityId, body),
            Title = SourceWords.Cut(title ?? "?", 300),
            Description = Template.Fill(mapping.Description, body) is { } more ? SourceWords.Cut(more, 4_000) : null,
            DetectedAt = Instants.Truncate(now),
            Attributes = Attributes(mapping, body),
        };
        var told = Template.Fill(mapping.DetectedAt, body) is { } time ? ToldInstant.Of(time) : (ToldInstant?)null;
        return new(seen.SeenAt(told, now), isOver, IsOfStranger: true);
    }

    static Severity SeverityOf(MappingSpec mapping, string? word)
    {
        foreach (var known in mapping.Severities)
        {
            if (string.Equals(known.Word, word, StringComparison.OrdinalIgnoreCase))
                return known.Severity;
        }
        return AlertWords.Severity(word);
    }

    static Dictionary<string, string> Attributes(MappingSpec mapping, JsonElement body)
    {
        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var label in mapping.Attributes)
        {
            if (Template.Fill(label.Value, body) is { } value)
                labels[label.Name] = SourceWords.Cut(value, 512);
        }
        return labels;
    }

    static string? Key(string? text) => text is { Length: > LongestKey } ? RequestIds.From(text) : text;
}
