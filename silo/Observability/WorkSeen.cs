namespace Watchfloor.Silo;

/// <summary>How the work stands, and what of it is a reason to take no more. One thing that hangs is none while others go on.</summary>
public sealed record WorkSeen
{
    /// <summary>So long a message or a deadline may wait.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(30);

    /// <summary>Clocks look every 15 s; so late, they do not.</summary>
    public static TimeSpan LookPatience { get; } = TimeSpan.FromSeconds(60);

    /// <summary>What the disk must have left: room for the files that grow beside the database, and for a person to act.</summary>
    public const long FewBytes = 256L << 20;

    /// <summary>So many writes take the disk a while, and whoever waits for them has given up.</summary>
    public const long ManyWrites = 50_000;

    /// <summary>How long the oldest effect waits; null where none does.</summary>
    public TimeSpan? OldestMessage { get; init; }

    /// <summary>Since any effect was delivered.</summary>
    public TimeSpan SinceDelivered { get; init; }

    /// <summary>Since the laziest alarm clock looked; null before its first look.</summary>
    public TimeSpan? SinceLook { get; init; }

    /// <summary>For how long the oldest missed deadline is due; null where none is.</summary>
    public TimeSpan? OldestMissed { get; init; }

    /// <summary>Since any deadline was served.</summary>
    public TimeSpan SinceServed { get; init; }

    /// <summary>Writes in line.</summary>
    public long WaitingWrites { get; init; }

    /// <summary>What the disk of the data directory has left.</summary>
    public long FreeBytes { get; init; } = long.MaxValue;

    /// <summary>Why not; each goes when what it says is over.</summary>
    public IEnumerable<string> Reasons()
    {
        if (SinceLook > LookPatience)
            yield return $"an alarm clock lags: it has not looked at its deadlines for {Seconds(SinceLook)}";
        if (OldestMissed > Patience && SinceServed > Patience)
            yield return $"deadlines are not served: the oldest is {Seconds(OldestMissed)} late";
        if (OldestMessage > Patience && SinceDelivered > Patience)
            yield return $"the outbox stands still: its oldest message has been waiting for {Seconds(OldestMessage)}";
        if (WaitingWrites > ManyWrites)
            yield return $"the store is behind: {WaitingWrites} writes wait for it";
        if (FreeBytes < FewBytes)
            yield return $"the disk is almost full: {FreeBytes >> 20} MB are left where the data directory lies";
    }

    static string Seconds(TimeSpan? span) => FormattableString.Invariant($"{span?.TotalSeconds:0} s");
}
