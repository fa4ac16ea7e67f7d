namespace Watchfloor.Tests.Contracts;

/// <summary>A clock that stands until it is set.</summary>
public sealed class StoreContractClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = StoreContractSamples.T0;

    public void Forward(TimeSpan by) => Now += by;

    public override DateTimeOffset GetUtcNow() => Now;
}
