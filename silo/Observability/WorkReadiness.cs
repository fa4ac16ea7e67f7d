using Watchfloor.Health;
using Watchfloor.Kernel;
using Watchfloor.Store;

namespace Watchfloor.Silo;

/// <summary>Whether the work goes on. Looks at most once a second, however often it is asked: probes have no keys.</summary>
sealed class WorkReadiness(
    OutboxPump outbox,
    KernelReadiness kernel,
    KernelMeters meters,
    IDueTimes due,
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
            OldestMissed = store.Trouble is null ? now - await OldestMissed(now, cancellation) : null,
            SinceServed = meters.SinceServed,
            WaitingWrites = store.Waiting,
            FreeBytes = new DriveInfo(options.Data).AvailableFreeSpace,
        };
    }

    async ValueTask<DateTimeOffset?> OldestMissed(DateTimeOffset now, CancellationToken cancellation)
    {
        DateTimeOffset? oldest = null;
        for (var partition = 0; partition < due.Partitions; partition++)
        {
            var missed = await due.Missed(partition, now - WorkSeen.Patience, behind: null, limit: 1, cancellation);
            if (missed.Count > 0 && !(oldest <= missed[0].At))
                oldest = missed[0].At;
        }
        return oldest;
    }
}
