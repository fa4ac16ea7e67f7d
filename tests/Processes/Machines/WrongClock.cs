using System.Buffers.Binary;
using System.Diagnostics;

namespace Watchfloor.Tests.Processes;

/// <summary>What the processes of one machine take for the time of day. It leaps while they run, as when somebody sets a clock.</summary>
sealed class WrongClock
{
    readonly string _library;
    readonly string _file;

    public WrongClock(string library, string file)
    {
        (_library, _file) = (library, file);
        File.WriteAllBytes(file, new byte[sizeof(long)]);
    }

    public TimeSpan Off { get; private set; }

    /// <summary>With what its processes are started.</summary>
    public (string Name, string Value)[] Environment => [("LD_PRELOAD", _library), ("WATCHFLOOR_WRONG_CLOCK", _file)];

    /// <summary>From now on it is off by that much, for all who run.</summary>
    public void Set(TimeSpan off)
    {
        var seconds = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(seconds, (long)off.TotalSeconds);
        using (var file = new FileStream(_file, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0))
            file.Write(seconds);
        Off = off;
    }

    /// <summary>Makes the library through which processes read their clocks.</summary>
    public static async Task<string> Library(string path)
    {
        var source = Path.Combine(Repository.Root, "tests", "Processes", "Machines", "clock.c");
        using var compiler =
            Process.Start("gcc", ["-shared", "-fPIC", "-O2", "-o", path, source])
            ?? throw new InvalidOperationException("gcc does not start");
        await compiler.WaitForExitAsync();
        Assert.Equal(0, compiler.ExitCode);
        return path;
    }
}
