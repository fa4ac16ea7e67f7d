using System.Security.Cryptography;

namespace Watchfloor.Store.Postgres;

/// <summary>What a server knows of the database once it has it.</summary>
sealed class Server(ulong epoch, long facts, bool waitsForDisk, int level, Place place)
{
    volatile Place _place = place;
    volatile bool _indexesLater;

    /// <summary>Of the feed: another in every database, and after a restore.</summary>
    public ulong Epoch => epoch;

    /// <summary>Facts in the journal at the start.</summary>
    public long Facts => facts;

    /// <summary>Whether the database waits for its disk at all; without it a power cut may take what was acknowledged.</summary>
    public bool WaitsForDisk => waitsForDisk;

    /// <summary>The feature level that the database had at the start.</summary>
    public int Level => level;

    /// <summary>Whether all who have the database look for new events beside the index too, and whoever does not is refused (<see cref="TermsBehind"/>). Once it is so, it stays so.</summary>
    public bool IndexesLater
    {
        get => _indexesLater;
        set => _indexesLater = value;
    }

    /// <summary>Where it writes at this moment; a flush reads it once.</summary>
    public Place Place
    {
        get => _place;
        set => _place = value;
    }

    /// <summary>What is added to the database's own numbers of transactions, so that ours never go back.</summary>
    public long XidBase => _place.XidBase;
}

/// <summary>A server's place in the lanes.</summary>
/// <param name="Name">Another at each start, and each time that the lanes were taken away meanwhile.</param>
/// <param name="XidBase">What is added to the database's own numbers of transactions.</param>
sealed record Place(string Name, long XidBase)
{
    public static Place New(long xidBase) => new(RandomNumberGenerator.GetHexString(16, lowercase: true), xidBase);
}
