namespace Watchfloor.Silo.Commands;

/// <summary>Directories that only their owner can look into.</summary>
static class PrivateDirectory
{
    public static void Make(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
