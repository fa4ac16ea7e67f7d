using Watchfloor.Kernel;

namespace Watchfloor.Store.Postgres;

/// <summary>The level of the database as one of several servers knows it: no older than the last time it asked.</summary>
sealed class LevelRecord(Database database, Readers reads, int found) : ILevelRecord
{
    int _current = found;

    /// <inheritdoc/>
    public int Current => Volatile.Read(ref _current);

    /// <inheritdoc/>
    public async Task<int> Raise(int level, CancellationToken cancellation)
    {
        var recorded = await Levels.Read(reads, cancellation);
        if (recorded < level)
            recorded = await Levels.Raise(database, level, cancellation) ?? recorded;
        if (recorded > Current)
            Volatile.Write(ref _current, recorded);
        return recorded;
    }
}
