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

    /// <summary>
    /// Checks a copy, changes its feed epoch so that no cursor from before is resumed, and puts it where the database was, whole or not at
    /// all. Nothing may run on the database. Throws <see cref="StoreRefusedException"/> where the copy is damaged or too new.
    /// </summary>
    Task Load(string file, CancellationToken cancellation);
}
