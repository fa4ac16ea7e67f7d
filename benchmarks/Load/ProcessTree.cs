using System.Globalization;

namespace Watchfloor.Benchmarks;

/// <summary>A process and its children, as the system counts them.</summary>
static class ProcessTree
{
    // Hundredths of a second on every Linux.
    static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);

    /// <summary>What they took of the processors so far, with children of the process that have ended.</summary>
    public static TimeSpan Worked(int process)
    {
        var (_, own, ended) = Read(process) ?? throw new InvalidOperationException($"there is no process {process}");
        var children =
            from directory in Directory.EnumerateDirectories("/proc")
            let name = Path.GetFileName(directory)
            where char.IsAsciiDigit(name[0])
            let seen = Read(int.Parse(name, CultureInfo.InvariantCulture))
            where seen?.Parent == process
            select seen.Value.Own;
        return (own + ended + children.Sum()) * Tick;
    }

    // Fields 4, 14 to 17 of proc(5); the name before them is in parentheses and may hold anything.
    static (int Parent, long Own, long Ended)? Read(int process)
    {
        try
        {
            var line = File.ReadAllText($"/proc/{process}/stat");
            var fields = line[(line.LastIndexOf(')') + 2)..].Split(' ');
            return (int.Parse(fields[1], CultureInfo.InvariantCulture), Long(11) + Long(12), Long(13) + Long(14));

            long Long(int at) => long.Parse(fields[at], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return null; // it ended meanwhile
        }
    }
}
