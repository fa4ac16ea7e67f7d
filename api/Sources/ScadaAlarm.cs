using Watchfloor.Events;
using Watchfloor.Input;

namespace Watchfloor.Sources;

/// <summary>Whether an alarm of a SCADA system stands.</summary>
enum ScadaState
{
    /// <summary>The limit is crossed.</summary>
    Active,

    /// <summary>It is respected again.</summary>
    Cleared,
}

/// <summary>An alarm of a SCADA system. Station, tag and limit name its condition; with state and timestamp they name one occurrence.</summary>
sealed record ScadaAlarm : IReporting
{
    const string Source = "scada";

    /// <summary>Where the tag is: 1–64 printable characters.</summary>
    public required string Station { get; init; }

    /// <summary>Where on the plant; a facility that is known.</summary>
    public string? FacilityId { get; init; }

    /// <summary>1–120 printable characters; the first letter tells the category: P pressure, F flow, L level, T temperature, else scada.</summary>
    public required string Tag { get; init; }

    /// <summary>What was measured.</summary>
    public required double Value { get; init; }

    /// <summary>The limit that it is about: a number, or a word such as HH, of at most 24 characters.</summary>
    public required TextOrNumber Limit { get; init; }

    /// <summary>Of value and limit: at most 16 characters.</summary>
    public required string Unit { get; init; }

    /// <summary>The OPC DA integer, 192 = good, or a word of at most 24 characters.</summary>
    public required TextOrNumber Quality { get; init; }

    /// <summary>1 to 4: critical, high, medium, low.</summary>
    public required int Priority { get; init; }

    /// <summary>Active or cleared.</summary>
    public required ScadaState State { get; init; }

    /// <summary>When it changed, by the clock of the SCADA system.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    string Condition => $"{SourceWords.Part(Station)}/{Tag}/{SourceWords.Part(Limit.Text)}";

    public Report? Read(Complaints complaints, DateTimeOffset now)
    {
        Check(complaints, now);
        return complaints.Problem is null ? new(Seen(), State == ScadaState.Cleared) : null;
    }

    void Check(Complaints complaints, DateTimeOffset now)
    {
        complaints.Line("station", Station, 64);
        complaints.Line("tag", Tag, 120);
        complaints.Finite("value", Value);
        complaints.Line("limit", Limit.Text, 24);
        complaints.Unless(Unit.Length <= 16 && !Unit.Any(char.IsControl), "unit", "must have at most 16 characters");
        complaints.Line("quality", Quality.Text, 24);
        complaints.Unless(Priority is >= 1 and <= 4, "priority", "must be 1 (critical), 2 (high), 3 (medium) or 4 (low)");
        complaints.NotAhead("timestamp", Timestamp, now);
        complaints.Unless(Condition.Length <= 216, "station", "makes, with tag and limit, a name of more than 216 characters");
    }

    NewDetection Seen() =>
        new()
        {
            Source = Source,
            ExternalId = $"{Condition}/{Words.Wire(State)}/{SourceWords.Instant(Timestamp)}",
            ConditionKey = Condition,
            Severity = (Severity)Priority,
            Category = CategoryOf(Tag),
            FacilityId = FacilityId,
            Title = $"{Station} {Tag}: {With(SourceWords.Number(Value))}, limit {With(Limit.Text)}",
            DetectedAt = Timestamp,
            Attributes = new Dictionary<string, string>
            {
                ["station"] = Station,
                ["tag"] = Tag,
                ["value"] = SourceWords.Number(Value),
                ["limit"] = Limit.Text,
                ["unit"] = Unit,
                ["quality"] = Quality.Text,
            },
        };

    string With(string number) => Unit.Length > 0 ? $"{number} {Unit}" : number;

    static string CategoryOf(string tag) =>
        char.ToUpperInvariant(tag.FirstOrDefault(char.IsLetter)) switch
        {
            'P' => "pressure",
            'F' => "flow",
            'L' => "level",
            'T' => "temperature",
            _ => "scada",
        };
}
