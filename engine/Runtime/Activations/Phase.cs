namespace Orleans.Runtime;

/// <summary>The life of an activation, in this order.</summary>
enum Phase : byte
{
    New,
    Activating,
    Active,

    /// <summary>No turn starts any more; running ones finish, then OnDeactivateAsync runs.</summary>
    Ending,

    Dead,
}

/// <summary>What an activation needs only while it begins or ends.</summary>
sealed class Transition(DeactivationReason reason, long since)
{
    internal DeactivationReason Reason { get; set; } = reason;

    internal long Since { get; } = since;

    internal CancellationTokenSource Abort { get; } = new();

    internal bool Deactivating { get; set; }
}
