namespace Watchfloor.Tests.Contracts;

/// <summary>A clock that stands until it is set.</summary>
public sealed class StoreContractClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = StoreContractSamples.T0;

    public override DateTimeOffset GetUtcNow() => Now;
}
