using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Watchfloor.Kernel;

/// <summary>Keeps the rollups a few seconds behind the readings. After a stop it goes on where it was.</summary>
public sealed class TelemetryRoller(
    ITelemetryRollups rollups,
    [FromKeyedServices(InfrastructureTime.Key)] TimeProvider machine,
    ILogger<TelemetryRoller> log
) : IDuty
{
    const int AtOnce = 5_000;
    static readonly TimeSpan Between = TimeSpan.FromSeconds(5);
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <inheritdoc/>
    public string Name => "rollups";

    /// <inheritdoc/>
    public int Partitions => 1;

    /// <inheritdoc/>
    public async Task Run(int partition, CancellationToken ending)
    {
        while (!ending.IsCancellationRequested)
        {
            try
            {
                while (await rollups.Roll(AtOnce, ending) >= AtOnce)
                    await Task.Delay(Pause, machine, ending);
            }
            catch (Exception e) when (e is not OperationCanceledException || !ending.IsCancellationRequested)
            {
                if (ending.IsCancellationRequested)
                    return; // the store is closed already where a start was given up
                log.LogWarning(e, "Readings could not be rolled up; it is tried again in {Seconds} s", Between.TotalSeconds);
            }
            await Task.Delay(Between, machine, ending);
        }
    }
}
