namespace Watchfloor.Store.Sqlite;

/// <summary>The directory of one server: the data file, and a lock so that two servers never open it.</summary>
sealed class DataDirectory : IDisposable
{
    const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    readonly FileStream _lock;

    DataDirectory(string path, FileStream fileLock) => (DataFile, _lock) = (DataFileIn(path), fileLock);

    public string DataFile { get; }

    /// <summary>Where the database of a directory lies.</summary>
    public static string DataFileIn(string path) => Path.Combine(path, "watchfloor.db");

    /// <summary>Throws <see cref="StoreRefusedException"/> where another server has it. The lock ends with the process, however it ends.</summary>
    public static DataDirectory Take(string path)
    {
        try
        {
            if (!Directory.Exists(path))
                Create(path);
            var lockFile = Path.Combine(path, "watchfloor.lock");
            return new(path, new FileStream(lockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (UnauthorizedAccessException e)
        {
            throw new StoreRefusedException($"The data directory {path} cannot be written; look at its owner and mode.", e);
        }
        catch (IOException e) when (File.Exists(Path.Combine(path, "watchfloor.lock")))
        {
            throw new StoreRefusedException(
                $"The data directory {path} is in use by another server; stop that one, or give another --data.",
                e
            );
        }
        catch (IOException e)
        {
            throw new StoreRefusedException($"The data directory {path} cannot be used: {e.Message}", e);
        }
    }

    /// <summary>Throws where a restore began and did not end: what lies there is neither the old nor the new.</summary>
    public void MustBeRestored()
    {
        if (File.Exists(UnfinishedIn(Path.GetDirectoryName(DataFile)!)))
            throw new StoreRefusedException(
                $"A restore into {Path.GetDirectoryName(DataFile)} was interrupted; run it again with --force."
            );
    }

    /// <summary>The mark of a restore that is under way.</summary>
    public static string UnfinishedIn(string path) => Path.Combine(path, "watchfloor.restoring");

    public void Dispose() => _lock.Dispose();

    static void Create(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, OwnerOnly);
    }
}
