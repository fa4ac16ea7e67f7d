using Watchfloor.Events;
using Watchfloor.Input;

namespace Watchfloor.Sources;

/// <summary>What a meter, or the head end that reads it, tells. Head end, meter, code and timestamp name one occurrence.</summary>
sealed record AmiEvent : IReporting
{
    const string Source = "ami";

    /// <summary>The system that reads the meter: 1–64 printable characters.</summary>
    public required string HeadEnd { get; init; }

    /// <summary>1–64 printable characters.</summary>
    public required string Meter { get; init; }

    /// <summary>What happened, 1–64 characters or a number: leak, tamper, backflow, no-read and others; what is not known is told as it is.</summary>
    public required TextOrNumber EventCode { get; init; }

    /// <summary>What the meter shows.</summary>
    public double? Reading { get; init; }

    /// <summary>Where; a facility that is known.</summary>
    public string? FacilityId { get; init; }

    /// <summary>When, by the clock of the head end.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    public Report? Read(Complaints complaints, DateTimeOffset now)
    {
        complaints.Line("headEnd", HeadEnd, 64);
        complaints.Line("meter", Meter, 64);
        complaints.Line("eventCode", EventCode.Text, 64);
        complaints.Finite("reading", Reading);
        complaints.NotAhead("timestamp", Timestamp, now);
        complaints.Unless(
            Place.Length + Code.Length <= 216,
            "meter",
            "makes, with headEnd and eventCode, a name of more than 216 characters"
        );
        if (complaints.Problem is not null)
            return null;
        var code = AmiCodes.Of(EventCode.Text);
        return new(Seen(code), code.IsOver);
    }

    string Place => $"{SourceWords.Part(HeadEnd)}/{SourceWords.Part(Meter)}";

    string Code => SourceWords.Part(AmiCodes.Normal(EventCode.Text));

    NewDetection Seen(AmiMeaning code) =>
        new()
        {
            Source = Source,
            ExternalId = $"{Place}/{Code}/{SourceWords.Instant(Timestamp)}",
            ConditionKey = code.Condition is { } condition ? $"{Place}/{condition}" : null,
            Severity = code.Severity,
            Category = code.Category,
            FacilityId = FacilityId,
            Title = $"Meter {Meter}: {code.Title}",
            DetectedAt = Timestamp,
            Attributes = Attributes(),
        };

    Dictionary<string, string> Attributes()
    {
        var labels = new Dictionary<string, string>
        {
            ["headEnd"] = HeadEnd,
            ["meter"] = Meter,
            ["eventCode"] = EventCode.Text,
        };
        if (Reading is { } reading)
            labels["reading"] = SourceWords.Number(reading);
        return labels;
    }
}
