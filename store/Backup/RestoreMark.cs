using Watchfloor.Store.Sqlite;

namespace Watchfloor.Store;

/// <summary>Marks a directory whose restore is under way: where it was interrupted, no server starts on what lies there.</summary>
public static class RestoreMark
{
    /// <summary>From here on the directory is neither the old nor the new.</summary>
    public static void Set(string directory)
    {
        using var file = new FileStream(DataDirectory.UnfinishedIn(directory), FileMode.OpenOrCreate, FileAccess.Write);
        file.Flush(flushToDisk: true);
    }

    /// <summary>All is in its place.</summary>
    public static void Clear(string directory) => File.Delete(DataDirectory.UnfinishedIn(directory));

    /// <summary>Whether a file of the directory is none of an installation: a lock or this mark.</summary>
    public static bool IsOnlyMachinery(string path) =>
        Path.GetFileName(path) is "watchfloor.lock" or "cluster.lock" or "watchfloor.restoring";
}
