namespace Watchfloor;

/// <summary>
/// The store could not do its work, and why. Nobody knows whether a write that met it is durable: load afresh. It crosses silos, so it has
/// what it came from in words only: nobody else may have the type of that.
/// </summary>
[GenerateSerializer, Alias("wf.StoreFailedException")]
public sealed class StoreFailedException : Exception
{
    const string Cause = "cause";

    /// <summary>For the serializer.</summary>
    public StoreFailedException() { }

    /// <summary>Says why.</summary>
    public StoreFailedException(string message)
        : base(message) { }

    /// <summary>Says why, and what was behind it.</summary>
    public StoreFailedException(string message, Exception? cause)
        : base(message) => Data[Cause] = cause?.ToString();

    /// <summary>The store is well, and refuses what it was given: it will not be durable the next time either.</summary>
    [Id(0)]
    public bool IsUnfit { get; init; }

    /// <inheritdoc/>
    public override string ToString() =>
        Data[Cause] is string cause ? $"{base.ToString()}{Environment.NewLine} ---> {cause}" : base.ToString();
}
