using Watchfloor.Kernel;

namespace Watchfloor.Store.Postgres;

/// <summary>How long the store waits for what, and how many lanes it writes with.</summary>
sealed record PostgresTuning
{
    /// <summary>Whether other servers may have the database too.</summary>
    public bool IsShared { get; init; }

    /// <summary>The feature level of this program.</summary>
    public int Level { get; init; } = ProgramLevel.Own.Current;

    /// <summary>
    /// Lanes for commits; beside them one for telemetry and what the server itself puts down, and one for upkeep. A server has one for two of
    /// its processors: the lanes of all servers share one disk, and the more lanes there are, the fewer commits share a flush.
    /// </summary>
    public int Lanes
    {
        get => field > 0 ? field : Usual;
        init;
    }

    // What a lane writes is one process of the database at work, and the silo beside it has about as much to do.
    static readonly int Usual = Math.Clamp(Environment.ProcessorCount / 2, 1, DuePartition.Count);

    /// <summary>The number of the lane of telemetry.</summary>
    public int Side => Lanes;

    /// <summary>The number of the lane of retention and rollups.</summary>
    public int Upkeep => Lanes + 1;

    public int AllLanes => Lanes + 2;

    /// <summary>How long a flush that failed without a doubt is tried again before its commits are failed.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(8);

    /// <summary>How long the fate of a COMMIT whose answer was lost is looked for.</summary>
    public TimeSpan Fate { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long one statement may take.</summary>
    public TimeSpan Statement { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>
    /// How long one statement of a lane may take. Of several servers each must be done with a batch within its lease, or nobody can end
    /// its membership.
    /// </summary>
    public TimeSpan LaneStatement => IsShared && Statement > OfLease ? OfLease : Statement;

    static TimeSpan OfLease => TimeSpan.FromSeconds(8);

    public TimeSpan Connecting { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>After so long without a word a connection is asked whether it lives.</summary>
    public TimeSpan Alive { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a start waits for a server that just ended to let go.</summary>
    public TimeSpan LettingGo { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How long a start waits for the turn of another one before it says for whom; and so often again.</summary>
    public TimeSpan Telling { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Hears what a start waits for.</summary>
    public Action<string> Tell { get; init; } = static _ => { };

    /// <summary>Hears what the store does, or cannot do, while nobody waits for it.</summary>
    public Action<string> Say { get; init; } = static _ => { };

    /// <summary>Between attempts, and between looks whether trouble has ended.</summary>
    public TimeSpan Again { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Where there are several servers: what one flushed that was killed before it called out is heard of no later than this.</summary>
    public TimeSpan Glance { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// Where there are several servers: so old is a batch of which the database got a part and then nothing more, when any of them ends it. No
    /// less than a transaction may be idle.
    /// </summary>
    public TimeSpan HalfSent { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Where there are several servers: so long after its start one waits before it does what older programs could not live with. After a power
    /// cut the others may come a moment later, and some of them may be older.
    /// </summary>
    public TimeSpan Upgrading { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>So long after a new event terms are put into their index, with those of all that came meanwhile.</summary>
    public TimeSpan IndexAfter { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>The machine's time, for waits; the domain's clock does not drive them.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
