using Watchfloor.Tests.Processes;

namespace Watchfloor.Tests.Browser;

/// <summary>A control room with something to do: places, people, and events in all states. What pictures are taken of.</summary>
sealed class A_busy_night
{
    static readonly (string Name, string Dma, double Lat, double Lon)[] Places =
    [
        ("Riverside pump station", "DMA 12", 48.2289, 16.4089),
        ("Harbour motor hall", "DMA 3", 48.1797, 16.4781),
        ("Hilltop reservoir", "DMA 7", 48.2601, 16.3371),
        ("Eastgate treatment works", "DMA 1", 48.2040, 16.5022),
        ("Mill Lane booster", "DMA 4", 48.1533, 16.3420),
        ("North well field", "DMA 9", 48.3011, 16.4210),
        ("Canal siphon", "DMA 5", 48.1912, 16.3899),
        ("Southern outfall", "DMA 2", 48.1302, 16.4402),
    ];

    static readonly (int Place, string Severity, string Category, string Title, int MinutesAgo, string[] Actions)[] Happenings =
    [
        (0, "critical", "pressure", "Discharge pressure above 8 bar", 4, []),
        (3, "critical", "quality", "Chlorine residual below 0.2 mg/l", 11, ["acknowledge"]),
        (1, "high", "temperature", "Motor winding above 120 °C", 7, []),
        (5, "high", "power", "Mains supply lost, running on battery", 23, ["acknowledge", "start"]),
        (2, "high", "level", "Reservoir level below 1.5 m", 2, []),
        (4, "medium", "vibration", "Bearing vibration above 7 mm/s", 38, ["acknowledge"]),
        (6, "medium", "flow", "Night flow above 14 l/s for 30 min", 31, []),
        (0, "medium", "access", "Door open without a work order", 9, ["acknowledge", "start"]),
        (7, "low", "communication", "Telemetry late by 4 min", 4, []),
        (2, "low", "maintenance", "Standby pump not tested for 30 days", 55, ["acknowledge"]),
        (3, "low", "calibration", "Turbidity meter due for calibration", 90, ["acknowledge", "start", "resolve"]),
    ];

    /// <summary>The event on top of the list.</summary>
    public required string Worst { get; init; }

    public static async Task<A_busy_night> Begin(Caller api)
    {
        var duty = await api.Make(
            "channels",
            new
            {
                name = "Control room",
                kind = "log",
                settings = new { },
            }
        );
        await api.Make(
            "escalation-policies",
            new
            {
                name = "Control room first",
                levels = new[]
                {
                    new { after = "PT0S", targets = new[] { new { channelId = duty } } },
                    new { after = "PT5M", targets = new[] { new { channelId = duty } } },
                },
            }
        );
        var places = new List<string>();
        foreach (var (name, dma, lat, lon) in Places)
            places.Add(
                await api.Make(
                    "facilities",
                    new
                    {
                        name,
                        dma,
                        location = new { lat, lon },
                    }
                )
            );
        var ids = new List<string>();
        foreach (var (place, severity, category, title, minutesAgo, actions) in Happenings)
        {
            var detectedAt = DateTimeOffset.UtcNow.AddMinutes(-minutesAgo);
            ids.Add(
                await api.Ingest(
                    new
                    {
                        source = "scada",
                        externalId = $"night-{ids.Count}",
                        severity,
                        category,
                        facilityId = places[place],
                        title,
                        detectedAt,
                    }
                )
            );
            foreach (var action in actions)
                await api.Act(ids[^1], action);
        }
        await api.Make($"events/{ids[0]}/comments", new { text = "Valve 4 may be shut. Ben is on his way." });
        return new() { Worst = ids[0] };
    }
}
