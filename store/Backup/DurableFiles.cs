using Microsoft.Win32.SafeHandles;

namespace Watchfloor.Store;

/// <summary>Files that are on the disk when the call returns.</summary>
public static class DurableFiles
{
    /// <summary>Only the owner reads and writes it.</summary>
    public const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Waits until the disk has a file's bytes.</summary>
    public static void Flush(string file)
    {
        using var handle = File.OpenHandle(file, FileMode.Open, FileAccess.ReadWrite);
        RandomAccess.FlushToDisk(handle);
    }

    /// <summary>Renames a file whose bytes are on the disk, and waits until the disk has the name too.</summary>
    public static void Move(string from, string to)
    {
        File.Move(from, to, overwrite: true);
        FlushDirectory(Path.GetDirectoryName(Path.GetFullPath(to))!);
    }

    /// <summary>A new file that only its owner can read; throws where it exists.</summary>
    public static FileStream Create(string file)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        return new FileStream(file, options);
    }

    static void FlushDirectory(string directory)
    {
        if (OperatingSystem.IsWindows())
            return; // it has no such call, and keeps its names by itself
        using SafeFileHandle handle = File.OpenHandle(directory, FileMode.Open, FileAccess.Read);
        RandomAccess.FlushToDisk(handle);
    }
}
