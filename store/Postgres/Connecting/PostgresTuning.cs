namespace Watchfloor.Store.Postgres;

/// <summary>How long the store waits for what, and how many lanes it writes with.</summary>
sealed record PostgresTuning
{
    /// <summary>Lanes for commits; beside them one for telemetry and what the server itself puts down, and one for upkeep.</summary>
    public int Lanes { get; init; } = DuePartition.Count;

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

    public TimeSpan Connecting { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>After so long without a word a connection is asked whether it lives.</summary>
    public TimeSpan Alive { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a start waits for a server that just ended to let go.</summary>
    public TimeSpan LettingGo { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Between attempts, and between looks whether trouble has ended.</summary>
    public TimeSpan Again { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The machine's time, for waits; the domain's clock does not drive them.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
