using Watchfloor.Catalogue;
using Watchfloor.Input;
using Watchfloor.Security;

namespace Watchfloor.Sources;

/// <summary>What is special about mappings.</summary>
sealed class MappingShape : ICatalogueShape<MappingSpec, MappingInput, MappingView>
{
    const int LongestTemplate = 1_000;
    const int Most = 32;

    public string Kind => Kinds.Mapping;

    public string Noun => "webhook mapping";

    public ValueTask<MappingSpec?> Spec(
        MappingInput input,
        string id,
        Entry<MappingSpec>? before,
        Complaints complaints,
        Caller caller,
        CancellationToken cancellation
    ) => new(Read(input, complaints));

    /// <summary>Complains of what makes no sense.</summary>
    public static MappingSpec Read(MappingInput input, Complaints complaints)
    {
        complaints.Name("name", input.Name);
        complaints.Line("source", input.Source, 128);
        foreach (var (field, template) in Templates(input))
        {
            complaints.Text(field, template, 1, LongestTemplate);
            complaints.Unless(Template.Flaw(template) is null, field, Template.Flaw(template) ?? "");
        }
        foreach (var (name, template) in input.Attributes ?? new Dictionary<string, string>())
        {
            complaints.Text("attributes", name, 1, 64);
            complaints.Text($"attributes.{name}", template, 1, LongestTemplate);
            complaints.Unless(Template.Flaw(template) is null, $"attributes.{name}", Template.Flaw(template) ?? "");
        }
        foreach (var word in (input.Severities?.Keys ?? []).Concat(input.Cleared ?? []))
            complaints.Text(input.Cleared?.Contains(word) == true ? "cleared" : "severities", word, 1, 64);
        complaints.Unless((input.Attributes?.Count ?? 0) <= Most, "attributes", $"must be at most {Most}");
        complaints.Unless((input.Severities?.Count ?? 0) <= Most, "severities", $"must be at most {Most}");
        complaints.Unless((input.Cleared?.Count ?? 0) <= Most, "cleared", $"must be at most {Most}");
        var clears = input.Cleared is { Count: > 0 };
        complaints.Unless(!clears || input.State is not null, "state", "must tell what is over, where cleared says how");
        complaints.Unless(!clears || input.ConditionKey is not null, "conditionKey", "must name what is over, where cleared says how");
        return ToSpec(input);
    }

    public MappingView View(Entry<MappingSpec> entry)
    {
        var mapping = entry.Spec;
        return new(
            entry.Id,
            mapping.Name,
            mapping.Source,
            mapping.Title,
            mapping.Category,
            mapping.Severity,
            mapping.Severities.ToDictionary(word => word.Word, word => word.Severity),
            mapping.Description,
            mapping.ExternalId,
            mapping.ConditionKey,
            mapping.FacilityId,
            mapping.DetectedAt,
            mapping.State,
            [.. mapping.Cleared],
            mapping.Attributes.ToDictionary(label => label.Name, label => label.Value),
            entry.Version
        );
    }

    static (string Field, string? Template)[] Templates(MappingInput input) =>
        [
            ("title", input.Title),
            ("category", input.Category),
            ("severity", input.Severity),
            ("description", input.Description),
            ("externalId", input.ExternalId),
            ("conditionKey", input.ConditionKey),
            ("facilityId", input.FacilityId),
            ("detectedAt", input.DetectedAt),
            ("state", input.State),
        ];

    static MappingSpec ToSpec(MappingInput input) =>
        new(
            input.Name,
            input.Source ?? "webhook",
            input.Title,
            input.Category,
            input.Severity,
            [.. (input.Severities ?? new Dictionary<string, Events.Severity>()).Select(word => new SeverityWord(word.Key, word.Value))],
            input.Description,
            input.ExternalId,
            input.ConditionKey,
            input.FacilityId,
            input.DetectedAt,
            input.State,
            [.. input.Cleared ?? []],
            [.. (input.Attributes ?? new Dictionary<string, string>()).Select(label => new Events.EventAttribute(label.Key, label.Value))]
        );
}
