using System.Runtime.InteropServices;

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
        // .NET opens no directories.
        var descriptor = Open(directory, 0);
        if (descriptor < 0)
            throw new IOException($"{directory} cannot be opened (error {Marshal.GetLastPInvokeError()})");
        var answer = Flush(descriptor);
        var error = Marshal.GetLastPInvokeError();
        _ = Close(descriptor);
        if (answer != 0)
            throw new IOException($"{directory} cannot be written to the disk (error {error})");
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern int Flush(int descriptor);

    [DllImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern int Close(int descriptor);
}
