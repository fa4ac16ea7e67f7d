using System.Diagnostics;

namespace Watchfloor.Silo;

/// <summary>How a process of the cluster stands with who started it.</summary>
enum WorkerState
{
    /// <summary>It runs.</summary>
    Running,

    /// <summary>It ended by itself and is about to be started again.</summary>
    Ended,

    /// <summary>It was killed on purpose, and stays down.</summary>
    Killed,

    /// <summary>It was asked to end, and stays down.</summary>
    Stopped,
}

/// <summary>A place for a process in the cluster of this machine, over all lives that it has there.</summary>
sealed class Worker(string kind, int number, string urls, string? siloAddress)
{
    public const string Silo = "silo";
    public const string Api = "api";

    public string Kind => kind;

    public int Number => number;

    public string Name => $"{kind}-{number}";

    public string Title => $"{kind} {number}";

    /// <summary>Where it listens for HTTP.</summary>
    public string Urls => urls;

    /// <summary>The first of them.</summary>
    public string Address => Composition.FirstUrl(urls);

    public string? SiloAddress => siloAddress;

    public WorkerState State { get; set; } = WorkerState.Stopped;

    /// <summary>Its present life, or the last one.</summary>
    public Process? Process { get; set; }

    public WorkerNote Note => new(kind, number, Name, Process?.Id ?? 0, Address, siloAddress, State);
}
