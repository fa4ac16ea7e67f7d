namespace Watchfloor.Tests.Processes;

/// <summary>Files that hold secrets.</summary>
static class Secrets
{
    public static void IsOwnersAlone(string file)
    {
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }
}
