namespace Watchfloor;

/// <summary>What somebody may do. Which role passes which door is said at the doors.</summary>
[GenerateSerializer, Alias("wf.Role")]
public enum Role
{
    /// <summary>Everything, also keys, users, secrets and the audit.</summary>
    Admin = 0,

    /// <summary>Deals with events, and defines facilities, rules and policies.</summary>
    Supervisor = 1,

    /// <summary>Deals with events.</summary>
    Operator = 2,

    /// <summary>Looks.</summary>
    Viewer = 3,

    /// <summary>Brings in events and telemetry, nothing else.</summary>
    Ingest = 4,
}
