namespace Watchfloor.EdgeConnector;

/// <summary>What one connector is told on its command line.</summary>
public sealed record Settings
{
    public required Uri Server { get; init; }
    public required string KeyFile { get; init; }
    public required string SpoolDirectory { get; init; }
    public required string Source { get; init; }
    public IReadOnlyList<string> Recordings { get; init; } = [];
    public string? TagPrefix { get; init; }
    public double Speed { get; init; } = 1;
    public bool Once { get; init; }
    public SpoolLimits SpoolLimits { get; init; } = new();
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);
    public TimeSpan FirstBackoff { get; init; } = TimeSpan.FromMilliseconds(200);
    public TimeSpan LongestBackoff { get; init; } = TimeSpan.FromSeconds(5);
}
