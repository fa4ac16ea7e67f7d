using System.Text.RegularExpressions;

namespace Watchfloor.Tests.Architecture;

public class FileShapes
{
    const int Ceiling = 300;

    static readonly HashSet<string> Folders =
    [
        "",
        ".ci",
        ".config",
        "api",
        "benchmarks",
        "deploy",
        "docs",
        "edge-connector",
        "engine",
        "grain-interfaces",
        "grains",
        "kernel",
        "silo",
        "store",
        "tests",
        "web",
    ];

    [Fact]
    public void No_file_grows_beyond_300_lines()
    {
        var sizes = Repository
            .With(".cs", ".ts", ".tsx", ".css")
            .Select(file => (File: file, Lines: Repository.Lines(file).Length))
            .ToList();
        var median = sizes.Select(size => size.Lines).Order().ElementAt(sizes.Count / 2);
        var tooLong = sizes.Where(size => size.Lines > Ceiling).Select(size => $"{size.File} has {size.Lines} lines").ToList();
        Assert.True(tooLong.Count == 0, $"{string.Join("; ", tooLong)} (median of {sizes.Count} files: {median})");
    }

    [Fact]
    public void Files_are_named_after_what_they_hold() => Verdict.None(Repository.With(".cs", ".ts", ".tsx").Where(IsVague));

    [Fact]
    public void The_house_has_the_rooms_of_its_plan() => Assert.Subset(Folders, Repository.Files.Select(Repository.RoomOf).ToHashSet());

    static readonly Regex Vague = new(
        "(Managers?|Helpers?|Utils?|Utilit(y|ies)|Service|Base|Impl)$",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    );

    /// <summary>The public types of the engine carry the names that Orleans gave them.</summary>
    static bool IsVague(string file)
    {
        var name = Path.GetFileName(file).Split('.')[0];
        return Vague.IsMatch(name)
            && !(Repository.RoomOf(file) == "engine" && typeof(Grain).Assembly.GetExportedTypes().Any(type => type.Name == name));
    }
}
