using Watchfloor.Health;
using Watchfloor.Kernel;
using Watchfloor.Store;

namespace Watchfloor.Silo;

/// <summary>Whether the work goes on. Looks at most once a second, however often it is asked: probes have no keys.</summary>
sealed class WorkReadiness(
    OutboxPump outbox,
    KernelReadiness kernel,
    KernelMeters meters,
    MissedDeadlines missed,
    IStoreHealth store,
    ServerOptions options,
    TimeProvider clock,
    [FromKeyedServices(InfrastructureTime.Key)] TimeProvider machine
) : IReadiness, IDisposable
{
    static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    readonly SemaphoreSlim _one = new(1);
    IReadOnlyList<string> _reasons = [];
    long? _lookedAt;

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<string>> Reasons(CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            if (_lookedAt is { } at && machine.GetElapsedTime(at) < Fresh)
                return _reasons;
            _reasons = [.. (await Look(cancellation)).Reasons()];
            _lookedAt = machine.GetTimestamp();
            return _reasons;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();

    async ValueTask<WorkSeen> Look(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        return new()
        {
            OldestMessage = outbox.OldestWait,
            SinceDelivered = meters.SinceDelivered,
            SinceLook = now - kernel.OldestLook,
            OldestMissed = store.Trouble is null ? now - await missed.Oldest(now - WorkSeen.Patience, cancellation) : null,
            SinceServed = meters.SinceServed,
            WaitingWrites = store.Waiting,
            FreeBytes = new DriveInfo(options.Data).AvailableFreeSpace,
        };
    }
}
