namespace Watchfloor;

/// <summary>
/// The activation that took the call stood on a state that is not (or no longer) what the store holds. Nothing of this call
/// is known to be durable; asking again with the same request id is safe and goes to a fresh activation.
/// </summary>
[GenerateSerializer, Alias("wf.StaleActivationException")]
public sealed class StaleActivationException : Exception
{
    /// <summary>For the serializer.</summary>
    public StaleActivationException() { }

    /// <summary>Says why.</summary>
    public StaleActivationException(string message)
        : base(message) { }

    /// <summary>Says why, and what was behind it.</summary>
    public StaleActivationException(string message, Exception innerException)
        : base(message, innerException) { }

    /// <summary>The store is well and refuses what would be durable, also the next time: asking again is safe, and in vain.</summary>
    [Id(0)]
    public bool IsUnfit { get; init; }
}
