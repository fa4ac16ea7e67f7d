using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Watchfloor.Kernel;

/// <summary>
/// Takes away what is too old, in short steps with pauses between them, so that no commit waits for it: a step grows while it is quick, and
/// shrinks when it is not. What fails is taken up again with the next sweep. A clock that leapt removes nothing (<see cref="SweepGuard"/>).
/// </summary>
public sealed class RetentionSweeper(
    IRetention retention,
    IOptions<RetentionOptions> options,
    TimeProvider clock,
    [FromKeyedServices(InfrastructureTime.Key)] TimeProvider machine,
    ILogger<RetentionSweeper> log
) : IDuty
{
    const int Least = 20;
    const int Most = 2000;
    static readonly TimeSpan Quick = TimeSpan.FromMilliseconds(10);
    static readonly TimeSpan Between = TimeSpan.FromMinutes(10);
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    readonly SweepGuard _guard = new();
    readonly long _start = machine.GetTimestamp();

    /// <inheritdoc/>
    public string Name => "retention";

    /// <inheritdoc/>
    public int Partitions => 1;

    /// <inheritdoc/>
    public async Task Run(int partition, CancellationToken ending)
    {
        while (!ending.IsCancellationRequested)
        {
            try
            {
                await Sweep(ending);
            }
            catch (Exception e) when (e is not OperationCanceledException || !ending.IsCancellationRequested)
            {
                if (ending.IsCancellationRequested)
                    return; // the store is closed already where a start was given up
                log.LogWarning(e, "Old things could not be removed; it is tried again in {Minutes} minutes", Between.TotalMinutes);
            }
            await Task.Delay(Between, machine, ending);
        }
    }

    /// <summary>One sweep of everything. Returns how many things it removed.</summary>
    public async Task<int> Sweep(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var last = await retention.LastSweep(cancellation);
        if (_guard.Holds(now, machine.GetElapsedTime(_start), last) is { } why)
        {
            // A database that was never swept is new, or nobody has had it for long: nothing to warn of.
            log.Log(last is null ? LogLevel.Debug : LogLevel.Warning, "Retention waits: {Reason}", why);
            return 0;
        }
        var removed = 0;
        foreach (var (what, age) in options.Value.All)
            removed += await Sweep(what, now - age, cancellation);
        await retention.Swept(now);
        return removed;
    }

    async Task<int> Sweep(Aged what, DateTimeOffset before, CancellationToken cancellation)
    {
        var removed = 0;
        var limit = Least;
        while (true)
        {
            var began = machine.GetTimestamp();
            var last = await retention.Remove(what, before, limit, cancellation);
            removed += last;
            if (last < limit)
                break;
            limit = machine.GetElapsedTime(began) < Quick ? Math.Min(limit * 2, Most) : Math.Max(limit / 2, Least);
            await Task.Delay(Pause, machine, cancellation);
        }
        if (removed > 0)
            log.LogInformation("Retention removed {Count} of {What} from before {Before:O}", removed, what, before);
        return removed;
    }
}
