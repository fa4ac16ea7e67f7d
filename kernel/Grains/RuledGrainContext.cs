using Microsoft.Extensions.Logging;

namespace Watchfloor.Kernel;

/// <summary>What the kernel lends every ruled grain.</summary>
public sealed record RuledGrainContext(
    ICommits Commits,
    IEntities Entities,
    IDueTimes DueTimes,
    TimeProvider Clock,
    KernelMeters Meters,
    IdleStates Idle,
    IFeatureLevel Level,
    ILoggerFactory Logs
);
