using SQLitePCL;

namespace Watchfloor.Store.Sqlite;

/// <summary>What SQLite answered instead of doing it, and the sentence for people.</summary>
static class SqliteFault
{
    /// <summary>The exception for a result code of a connection.</summary>
    public static StoreFailedException Of(int code, string detail) =>
        new($"{Sentence(code & 0xFF)} (SQLite {code}: {detail})")
        {
            IsUnfit = (code & 0xFF) is raw.SQLITE_CONSTRAINT or raw.SQLITE_TOOBIG or raw.SQLITE_MISMATCH,
        };

    static string Sentence(int code) =>
        code switch
        {
            raw.SQLITE_FULL => "the disk is full: free space where the data directory lies",
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED => "another program holds the database: end it, the data directory belongs to one server",
            raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => "the database file is damaged: restore a backup",
            raw.SQLITE_IOERR => "the disk failed to read or write: look at the system's log",
            raw.SQLITE_READONLY or raw.SQLITE_PERM or raw.SQLITE_CANTOPEN =>
                "the data directory cannot be written: look at its owner and mode",
            raw.SQLITE_NOMEM => "memory ran out",
            _ => "the database refused",
        };
}
