namespace Watchfloor.Store;

/// <summary>
/// Takes the database of an installation into one file and brings it back. Each kind of database has one; the archive around the file is
/// the same for all.
/// </summary>
public interface IDatabaseCopy
{
    /// <summary>The word that names the kind of database in an archive: a copy goes back only where it came from.</summary>
    string Kind { get; }

    /// <summary>
    /// Writes a copy as it was at one instant, also while a server runs, and checks it. Throws <see cref="StoreRefusedException"/> with a
    /// sentence where it cannot.
    /// </summary>
    Task Save(string file, CancellationToken cancellation);

    /// <summary>Holds the place of the database, so that no server starts on it. Throws <see cref="StoreRefusedException"/> where one runs.</summary>
    IDisposable Claim();

    /// <summary>What lies where a copy would go, beside the data directory, in words; null: nothing.</summary>
    Task<string?> Found(CancellationToken cancellation);

    /// <summary>Throws <see cref="StoreRefusedException"/> where a copy is damaged, or too new for this program.</summary>
    Task Check(string file, CancellationToken cancellation);

    /// <summary>
    /// Puts a copy that was checked where the database was, with another feed epoch, so that no cursor from before is resumed. The file
    /// is used up. Whoever calls holds the claim, and marks a restore that was interrupted.
    /// </summary>
    Task Load(string file, CancellationToken cancellation);
}
