namespace Watchfloor.Silo;

/// <summary>How a process of the cluster ended that was asked to.</summary>
/// <param name="Process">Its number; null where it had ended by itself before.</param>
/// <param name="Late">For how long it was waited for until it was killed; null where it ended by itself.</param>
sealed record WorkerEnd(int? Process, int ExitCode, TimeSpan? Late)
{
    /// <summary>Nothing ran any more.</summary>
    public static readonly WorkerEnd Before = new(null, 0, null);

    public string InWords(Worker worker, WorkerState how)
    {
        var what = this switch
        {
            { Process: null } => "had ended by itself",
            _ when how == WorkerState.Killed => "was killed",
            { Late: { } patience } => $"did not end within {patience.TotalSeconds:0} s and was killed",
            { ExitCode: not 0 } => $"ended with exit code {ExitCode}; the log says why",
            _ => worker.Kind == Worker.Silo ? "handed over what it had and ended" : "ended in order",
        };
        return $"{worker.Title}{(Process is { } number ? $" (process {number})" : "")} {what}";
    }
}
