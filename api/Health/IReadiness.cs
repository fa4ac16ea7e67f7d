namespace Watchfloor.Health;

/// <summary>Something that must be so before the server takes work. The host registers one for each.</summary>
public interface IReadiness
{
    /// <summary>What it still waits for, in words for people; null when ready. Asked often, so it must be quick.</summary>
    string? WaitsFor { get; }
}
