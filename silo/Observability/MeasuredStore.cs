using Watchfloor.Health;
using Watchfloor.Kernel;

namespace Watchfloor.Silo;

/// <summary>Counts what the store holds, where metrics are pushed and nobody comes to ask.</summary>
sealed class MeasuredStore(
    StoreGauges gauges,
    OtlpExport export,
    [FromKeyedServices(InfrastructureTime.Key)] TimeProvider clock,
    ILogger<MeasuredStore> log
) : BackgroundService
{
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!export.HasMetrics)
            return;
        using var timer = new PeriodicTimer(Pause, clock);
        do
        {
            try
            {
                await gauges.Refresh(stoppingToken);
            }
            catch (StoreFailedException e)
            {
                log.LogDebug(e, "The store could not be counted; readiness says why");
            }
        } while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
