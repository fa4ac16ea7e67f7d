namespace Watchfloor.Benchmarks;

/// <summary>Where the rows of a new event lie, for those who write the same rows once more without a server.</summary>
static class EventTables
{
    const int TransactionsPerConnection = 4;

    /// <summary>Each table, and its column that says of which event a row is.</summary>
    public static (string Table, string Event)[] All { get; } =
    [("journal", "id"), ("event", "id"), ("escalation", "id"), ("due", "id"), ("requests", "id"), ("claims", "event_id")];

    /// <summary>
    /// How many of these events go into a transaction: as many as wanted, or fewer, so that every connection has some transactions to warm up
    /// with and to be measured by.
    /// </summary>
    public static int Together(int events, int connections, int wanted) =>
        Math.Clamp(events / (TransactionsPerConnection * connections), 1, wanted);
}

/// <summary>What a bare writer reached.</summary>
/// <param name="PerSecond">Events whose rows were written.</param>
/// <param name="PerTransaction">Of so many events at once.</param>
readonly record struct BareWriting(double PerSecond, int PerTransaction);
