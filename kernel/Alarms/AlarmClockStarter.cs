using Microsoft.Extensions.Hosting;

namespace Watchfloor.Kernel;

/// <summary>Starts the clock of every partition with the silo, so that what came due while nobody ran fires at once.</summary>
public sealed class AlarmClockStarter(IGrainFactory grains, IDueTimes due, KernelReadiness readiness) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.WhenAll(Enumerable.Range(0, due.Partitions).Select(partition => grains.AlarmClock(partition).Keep()));
        readiness.ClocksRun = true;
    }
}
