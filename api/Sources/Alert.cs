using Watchfloor.Events;
using Watchfloor.Input;
using Watchfloor.Json;

namespace Watchfloor.Sources;

/// <summary>Whether an alert stands.</summary>
enum AlertStatus
{
    /// <summary>It stands.</summary>
    Firing,

    /// <summary>It is over.</summary>
    Resolved,
}

/// <summary>What Alertmanager sends: the version 4 of its webhook. Everything else in it is left alone.</summary>
sealed record AlertmanagerMessage
{
    /// <summary>Each is taken for itself.</summary>
    public required IReadOnlyList<Alert> Alerts { get; init; }
}

/// <summary>
/// One alert of Alertmanager. Its fingerprint names the condition, with its start one occurrence. What it says too much of is cut, since
/// nobody there could send less.
/// </summary>
sealed record Alert : IReporting
{
    const string Source = "alertmanager";
    const int MostLabels = 32;

    /// <summary>Firing or resolved.</summary>
    public required AlertStatus Status { get; init; }

    /// <summary>Names it: <c>alertname</c>; <c>severity</c>, <c>category</c> and <c>facility_id</c> are understood.</summary>
    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    /// <summary><c>summary</c> becomes the title, <c>description</c> the description.</summary>
    public IReadOnlyDictionary<string, string>? Annotations { get; init; }

    /// <summary>Since when.</summary>
    public required ToldInstant StartsAt { get; init; }

    /// <summary>Until when, where it is resolved.</summary>
    public ToldInstant? EndsAt { get; init; }

    /// <summary>Where it comes from.</summary>
    public string? GeneratorURL { get; init; }

    /// <summary>Alertmanager's own name of these labels: 1–64 printable characters.</summary>
    public required string Fingerprint { get; init; }

    public Report? Read(Complaints complaints, DateTimeOffset now)
    {
        complaints.Line("fingerprint", Fingerprint, 64);
        if (complaints.Problem is not null)
            return null;
        var isOver = Status == AlertStatus.Resolved;
        var start = StartsAt.At is { } at ? SourceWords.Instant(at) : RequestIds.From(StartsAt.Text);
        var occurrence = $"{Fingerprint}/{start}";
        var seen = new NewDetection
        {
            Source = Source,
            ExternalId = isOver ? $"{occurrence}/resolved" : occurrence,
            ConditionKey = Fingerprint,
            Severity = AlertWords.Severity(Label("severity")),
            Category = SourceWords.Slug(Label("category") ?? "") ?? SourceWords.Slug(Label("alertname") ?? "") ?? Source,
            FacilityId = Label("facility_id") ?? Label("facilityId"),
            Title = Title(),
            Description = Annotation("description") is { } text ? SourceWords.Cut(text, 4_000) : null,
            DetectedAt = Instants.Truncate(now),
            Attributes = Attributes(),
        };
        return new(seen.SeenAt(isOver ? Ended(now) : StartsAt, now), isOver, IsOfStranger: true);
    }

    /// <summary>Null: now, also where nobody knows its start: that was taken as of when it was told, and an end before it would end nothing.</summary>
    ToldInstant? Ended(DateTimeOffset now) => EndsAt?.At is { } at && at >= StartsAt.At && at <= now ? EndsAt : null;

    string Title() =>
        SourceWords.Cut(SourceWords.Said(Annotation("summary")) ?? SourceWords.Said(Label("alertname")) ?? $"Alert {Fingerprint}", 300);

    Dictionary<string, string> Attributes()
    {
        var kept = Labels
            .Where(label => label.Key.Length is >= 1 and <= 64)
            .Take(MostLabels - 1)
            .ToDictionary(label => label.Key, label => SourceWords.Cut(label.Value, 512), StringComparer.Ordinal);
        if (GeneratorURL is { Length: > 0 } url)
            kept["generatorURL"] = SourceWords.Cut(url, 512);
        return kept;
    }

    string? Label(string name) => Labels.GetValueOrDefault(name);

    string? Annotation(string name) => Annotations?.GetValueOrDefault(name);
}
