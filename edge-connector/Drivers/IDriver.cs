using Watchfloor.Telemetry;

namespace Watchfloor.EdgeConnector;

/// <summary>Reads one machine. The stream ends when the machine has no more to say; a slow consumer slows the driver, nothing is thrown away.</summary>
public interface IDriver
{
    string Name { get; }

    IAsyncEnumerable<Sample> Read(CancellationToken stop);
}
