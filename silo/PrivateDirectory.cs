using Watchfloor.Store;

namespace Watchfloor.Silo;

/// <summary>Directories that only their owner can look into. One that was there before and is open to others is closed, or refused.</summary>
static class PrivateDirectory
{
    const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    const UnixFileMode Everybody = UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>Throws <see cref="StoreRefusedException"/> where everybody can look into it and it is not ours to close.</summary>
    public static void Make(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
            return;
        }
        Directory.CreateDirectory(path, OwnerOnly);
        var mode = File.GetUnixFileMode(path);
        var isOpen = (mode & Everybody) != UnixFileMode.None;
        if (isOpen && mode.HasFlag(UnixFileMode.StickyBit))
            throw new StoreRefusedException($"The directory {path} is one that all users share; give another --data, of its own.");
        if (mode == OwnerOnly)
            return;
        try
        {
            File.SetUnixFileMode(path, OwnerOnly);
        }
        catch (UnauthorizedAccessException e)
        {
            // whoever owns it let a group in on purpose, and us with it
            if (isOpen)
                throw new StoreRefusedException(
                    $"The directory {path} is open to everybody and belongs to another user; take it over, or set its mode to 700.",
                    e
                );
        }
    }
}
