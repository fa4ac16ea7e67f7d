using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Watchfloor.Kernel;

/// <summary>
/// Asks the grains that must never sleep, duties and alarm clocks, to go on: from every silo, twice a second. Where the silo of one is
/// gone, the next beat brings it up elsewhere. What came due while nobody ran fires with the first one.
/// </summary>
public sealed class Beat(
    IGrainFactory grains,
    IDueTimes due,
    Duties duties,
    KernelReadiness readiness,
    [FromKeyedServices(InfrastructureTime.Key)] TimeProvider machine,
    ILogger<Beat> log
) : BackgroundService
{
    static readonly TimeSpan Between = TimeSpan.FromMilliseconds(500);

    /// <summary>Who does not answer, for his silo stands still, is asked again: he may be elsewhere by then.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await duties.Close();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var clocks = Enumerable
            .Range(0, due.Partitions)
            .Select(partition => new Kept($"alarm clock {partition}", () => grains.AlarmClock(partition).Keep()))
            .ToList();
        var works = duties
            .All.SelectMany(duty => Enumerable.Range(0, duty.Partitions).Select(partition => (duty.Name, Partition: partition)))
            .Select(part => new Kept($"{part.Name} {part.Partition}", () => grains.Duty(part.Name, part.Partition).Keep()))
            .ToList();
        var beating = clocks.Concat(works).Select(kept => Keep(kept, stoppingToken)).ToList();
        await Task.WhenAll(clocks.Select(kept => kept.Up)).WaitAsync(stoppingToken);
        readiness.ClocksRun = true;
        await Task.WhenAll(works.Select(kept => kept.Up)).WaitAsync(stoppingToken);
        readiness.OutboxRuns = true;
        await Task.WhenAll(beating);
    }

    async Task Keep(Kept kept, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await kept.Ask().WaitAsync(Patience, machine, stopping);
                kept.IsUp();
            }
            catch (Exception e) when (!stopping.IsCancellationRequested)
            {
                log.LogDebug(e, "The {Kept} does not answer; it is asked again", kept.Name);
            }
            await Task.Delay(Between, machine, stopping);
        }
    }

    sealed class Kept(string name, Func<Task> ask)
    {
        readonly TaskCompletionSource _up = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public string Name => name;

        public Task Up => _up.Task;

        public Task Ask() => ask();

        public void IsUp() => _up.TrySetResult();
    }
}
