namespace Watchfloor.Tests.Processes;

/// <summary>A process group, as /proc shows it.</summary>
static class Group
{
    const int AfterName = 2; // "pid (name) state parent group …": counted after the closing bracket

    /// <summary>Processes of a group that still run.</summary>
    public static IReadOnlyList<int> Of(int group) =>
        [
            .. Directory
                .EnumerateDirectories("/proc")
                .Select(path => Path.GetFileName(path)!)
                .Where(name => name.All(char.IsAsciiDigit))
                .Select(int.Parse)
                .Where(id => GroupOf(id) == group),
        ];

    static int? GroupOf(int process)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{process}/stat");
            var cells = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return cells[0] is "Z" ? null : int.Parse(cells[AfterName]);
        }
        catch (IOException)
        {
            return null; // it ended while we looked
        }
    }
}
