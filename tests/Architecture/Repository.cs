using System.Xml.Linq;

namespace Watchfloor.Tests.Architecture;

/// <summary>The files of this project as they lie on disk; what .gitignore names by folder is left out.</summary>
static class Repository
{
    public static string Root { get; } = Find();

    public static IReadOnlyList<string> Files { get; } = [.. Walk(Root, Ignored()).Select(Relative).Order(StringComparer.Ordinal)];

    public static IEnumerable<string> With(params string[] extensions) => Files.Where(file => extensions.Contains(Path.GetExtension(file)));

    public static string Read(string file) => File.ReadAllText(Path.Combine(Root, file));

    public static string[] Lines(string file) => File.ReadAllLines(Path.Combine(Root, file));

    public static XDocument Xml(string file) => XDocument.Load(Path.Combine(Root, file));

    /// <summary>The folder of the project that a file belongs to, or an empty text for files at the top.</summary>
    public static string RoomOf(string file) => file.Contains('/') ? file[..file.IndexOf('/')] : "";

    static string Find()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (at is not null && !File.Exists(Path.Combine(at.FullName, "Cluster.sln")))
            at = at.Parent;
        return at?.FullName ?? throw new DirectoryNotFoundException($"no Cluster.sln above {AppContext.BaseDirectory}");
    }

    static HashSet<string> Ignored() =>
        [".git", "bin", "obj", .. from line in Lines(".gitignore") where line.EndsWith('/') select line.TrimEnd('/')];

    static IEnumerable<string> Walk(string folder, HashSet<string> ignored)
    {
        foreach (var file in Directory.EnumerateFiles(folder))
        {
            if (Path.GetFileName(file) != ".git") // a linked work tree has a file of that name
                yield return file;
        }
        foreach (var inner in Directory.EnumerateDirectories(folder))
        {
            if (ignored.Contains(Path.GetFileName(inner)) || ignored.Contains(Relative(inner)))
                continue;
            foreach (var file in Walk(inner, ignored))
                yield return file;
        }
    }

    static string Relative(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');
}
