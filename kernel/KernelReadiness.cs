using System.Collections.Concurrent;

namespace Watchfloor.Kernel;

/// <summary>What of the kernel is up; the host turns it into readiness.</summary>
public sealed class KernelReadiness
{
    readonly ConcurrentDictionary<int, DateTimeOffset> _looks = [];

    /// <summary>Every partition's alarm clock runs.</summary>
    public bool ClocksRun { get; set; }

    /// <summary>The outbox is being delivered.</summary>
    public bool OutboxRuns { get; set; }

    /// <summary>When the partition's alarm clock that looked longest ago has looked; null before the first look.</summary>
    public DateTimeOffset? OldestLook => _looks.IsEmpty ? null : _looks.Values.Min();

    /// <summary>An alarm clock has looked at its partition.</summary>
    public void Looked(int partition, DateTimeOffset at) => _looks[partition] = at;

    /// <summary>Why the kernel does not serve yet.</summary>
    public IEnumerable<string> Reasons()
    {
        if (!ClocksRun)
            yield return "the alarm clock has not started";
        if (!OutboxRuns)
            yield return "the outbox is not being delivered yet";
    }
}
