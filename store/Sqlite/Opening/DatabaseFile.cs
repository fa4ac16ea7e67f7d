namespace Watchfloor.Store.Sqlite;

/// <summary>Whether a file is a database of ours, and whole. Everything else is refused before a byte of it is changed.</summary>
static class DatabaseFile
{
    const int HeaderLength = 100;

    /// <summary>Looks at the file as it lies there; one that is not there or empty is a new one.</summary>
    public static void MustBeOurs(string path)
    {
        if (!File.Exists(path) || new FileInfo(path).Length == 0)
            return;
        MustBeDatabase(path);
        using var connection = Connection.ToCopy(path);
        MustBeOurs(connection, path);
        Migrations.MustBeReadable(connection);
    }

    /// <summary>Throws where another program made it.</summary>
    public static void MustBeOurs(Connection connection, string path)
    {
        var tables = connection.Number("SELECT count(*) FROM sqlite_master");
        if (tables > 0 && connection.Number("SELECT count(*) FROM sqlite_master WHERE name IN ('migrations', 'meta', 'journal')") < 3)
            throw new StoreRefusedException($"{path} is a database of another program; give another --data.");
    }

    static void MustBeDatabase(string path)
    {
        Span<byte> header = stackalloc byte[HeaderLength];
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        if (stream.ReadAtLeast(header, HeaderLength, throwOnEndOfStream: false) < HeaderLength || !header.StartsWith("SQLite format 3\0"u8))
        {
            throw new StoreRefusedException(
                $"{path} is no database, or its beginning is damaged; put it aside and restore a backup, or give another --data."
            );
        }
    }
}
