namespace Watchfloor.Clusters;

/// <summary>How the machinery stands that serves all tenants: who its members are, and what waits. The host brings it.</summary>
public interface IClusterReport
{
    /// <summary>One look; what it tells of is no older than a few seconds.</summary>
    ValueTask<ClusterSeen> Look(CancellationToken cancellation);
}

/// <summary>What a look at the cluster shows.</summary>
/// <param name="Name">Of the cluster; null where one process is alone.</param>
/// <param name="View">The number of the newest view.</param>
/// <param name="FeatureLevel">What all programs understand, and may therefore be written. It never falls.</param>
/// <param name="At">When it was looked.</param>
public sealed record ClusterSeen(string? Name, long View, int FeatureLevel, DateTimeOffset At)
{
    /// <summary>The silos of the view, and those that were put out in the last hour.</summary>
    public IReadOnlyList<MemberSeen> Members { get; init; } = [];

    /// <summary>The silos of the view that others of it do not reach.</summary>
    public IReadOnlyList<UnreachedSeen> Unreached { get; init; } = [];

    /// <summary>The processes that serve HTTP.</summary>
    public IReadOnlyList<ApiSeen> Apis { get; init; } = [];

    /// <summary>Writes that wait for the database, in all processes.</summary>
    public long WaitingWrites { get; init; }

    /// <summary>Deadlines that are armed.</summary>
    public Backlog Due { get; init; } = new(0, null);

    /// <summary>Effects that wait for their delivery.</summary>
    public Backlog Outbox { get; init; } = new(0, null);
}

/// <summary>How a silo stands.</summary>
public enum MemberState
{
    /// <summary>It has the newest view and serves its grains.</summary>
    Serving,

    /// <summary>It has yet to act on the newest view.</summary>
    Moving,

    /// <summary>It takes no grains any more and hands over those that it has.</summary>
    Leaving,

    /// <summary>Its lease is over, and nobody has put it out yet.</summary>
    Late,

    /// <summary>It was put out: the others serve its grains.</summary>
    Evicted,
}

/// <summary>One life of a silo.</summary>
/// <param name="Address">Where other processes reach it.</param>
/// <param name="LeaseLeftSeconds">How long its lease runs; below zero: over for so long. Null where there is none.</param>
/// <param name="AcknowledgedView">Up to which view it has acted.</param>
/// <param name="FeatureLevel">What its program understands.</param>
/// <param name="Grains">How many are in its memory.</param>
/// <param name="WaitingWrites">Its writes that wait for the database.</param>
public sealed record MemberSeen(
    string Name,
    string Address,
    MemberState State,
    double? LeaseLeftSeconds,
    long AcknowledgedView,
    int FeatureLevel,
    long Grains,
    long WaitingWrites,
    DateTimeOffset JoinedAt
)
{
    /// <summary>How many of them wait in each of its lanes: the lines in which it commits side by side.</summary>
    public IReadOnlyList<long> Lanes { get; init; } = [];
}

/// <summary>A silo that others do not reach, though it renews its lease. Where that lasts, one of them makes way.</summary>
/// <param name="Address">Where they do not reach it.</param>
/// <param name="By">The names of those who do not.</param>
/// <param name="Since">When the first of them said so.</param>
public sealed record UnreachedSeen(string Name, string Address, IReadOnlyList<string> By, DateTimeOffset Since);

/// <summary>A process that serves HTTP.</summary>
/// <param name="Address">Where it listens first.</param>
/// <param name="HeardSecondsAgo">Since it said that it lives; it does so each second.</param>
/// <param name="FeatureLevel">What its program understands.</param>
public sealed record ApiSeen(string Name, string Address, double HeardSecondsAgo, int FeatureLevel);

/// <summary>What waits.</summary>
/// <param name="Depth">How much.</param>
/// <param name="Oldest">Of deadlines the oldest that has passed, of effects since when the oldest waits; null where nothing is late.</param>
public sealed record Backlog(long Depth, DateTimeOffset? Oldest);
