namespace Watchfloor.Store.Postgres;

/// <summary>What a server knows of the database once it has it.</summary>
/// <param name="Name">The name it took in the lanes, another at each start.</param>
/// <param name="Epoch">Of the feed: another in every database, and after a restore.</param>
/// <param name="XidBase">What is added to the database's own numbers of transactions, so that ours never go back.</param>
/// <param name="Facts">Facts in the journal at the start.</param>
/// <param name="WaitsForDisk">Whether the database waits for its disk at all; without it a power cut may take what was acknowledged.</param>
sealed record Server(string Name, ulong Epoch, long XidBase, long Facts, bool WaitsForDisk);
