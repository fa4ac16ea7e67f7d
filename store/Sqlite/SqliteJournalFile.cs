using Watchfloor.Kernel;
using Watchfloor.Store.Sqlite;

namespace Watchfloor.Store;

/// <summary>The journals of a data directory, to read only. A server may run beside it; it never waits for it nor makes it wait.</summary>
public sealed class SqliteJournalFile : IDisposable
{
    readonly Readers _readers;

    SqliteJournalFile(Readers readers)
    {
        _readers = readers;
        Journals = new SqliteJournals(readers, commits: null);
    }

    /// <summary>Rewriting is refused.</summary>
    public IJournals Journals { get; }

    /// <summary>Throws <see cref="StoreRefusedException"/> where there is no database, or one of another version.</summary>
    public static SqliteJournalFile Open(string directory)
    {
        var file = DataDirectory.DataFileIn(Path.GetFullPath(directory));
        if (!File.Exists(file))
            throw new StoreRefusedException($"There is no database in {directory}; name the directory that the server was started with.");
        using (var connection = Connection.ToRead(file))
            Migrations.Require(connection);
        return new(new Readers(file));
    }

    public void Dispose() => _readers.Dispose();
}
