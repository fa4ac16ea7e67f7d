namespace Watchfloor.Kernel;

/// <summary>What of the kernel is up; the host turns it into readiness.</summary>
public sealed class KernelReadiness
{
    /// <summary>Every partition's alarm clock runs.</summary>
    public bool ClocksRun { get; set; }

    /// <summary>The outbox is being delivered.</summary>
    public bool OutboxRuns { get; set; }

    /// <summary>Why the kernel does not serve yet.</summary>
    public IEnumerable<string> Reasons()
    {
        if (!ClocksRun)
            yield return "the alarm clock has not started";
        if (!OutboxRuns)
            yield return "the outbox is not being delivered yet";
    }
}
