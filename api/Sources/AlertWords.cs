using Watchfloor.Events;

namespace Watchfloor.Sources;

/// <summary>How bad it is, in the words that alerting systems use.</summary>
static class AlertWords
{
    /// <summary>Medium where it says nothing, or nothing that is known.</summary>
    public static Severity Severity(string? word) =>
        word?.Trim().ToLowerInvariant() switch
        {
            "critical" or "crit" or "page" or "emergency" or "emerg" or "fatal" or "disaster" or "p1" => Events.Severity.Critical,
            "high" or "error" or "err" or "major" or "alert" or "p2" => Events.Severity.High,
            "low" or "info" or "information" or "informational" or "notice" or "none" or "debug" or "p4" or "p5" => Events.Severity.Low,
            _ => Events.Severity.Medium,
        };
}
