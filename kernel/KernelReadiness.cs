using System.Collections.Concurrent;

namespace Watchfloor.Kernel;

/// <summary>What of the kernel is up; the host turns it into readiness.</summary>
public sealed class KernelReadiness
{
    readonly ConcurrentDictionary<int, DateTimeOffset> _looks = [];

    /// <summary>Every partition's alarm clock runs, here or in another process.</summary>
    public bool ClocksRun { get; set; }

    /// <summary>The outbox is being delivered, here or in another process.</summary>
    public bool OutboxRuns { get; set; }

    /// <summary>When, of the alarm clocks that run here, the one that looked longest ago has looked; null where none did.</summary>
    public DateTimeOffset? OldestLook => _looks.IsEmpty ? null : _looks.Values.Min();

    /// <summary>An alarm clock has looked at its partition.</summary>
    public void Looked(int partition, DateTimeOffset at) => _looks[partition] = at;

    /// <summary>The partition's alarm clock ended here; another process has it now.</summary>
    public void Left(int partition) => _looks.TryRemove(partition, out _);

    /// <summary>Why the kernel does not serve yet.</summary>
    public IEnumerable<string> Reasons()
    {
        if (!ClocksRun)
            yield return "the alarm clock has not started";
        if (!OutboxRuns)
            yield return "the outbox is not being delivered yet";
    }
}
