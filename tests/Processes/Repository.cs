namespace Watchfloor.Tests.Processes;

/// <summary>Where things lie on this machine: the working copy, and what was built beside these tests.</summary>
static class Repository
{
    /// <summary>The directory that holds the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>A program of ours, built in the same configuration as these tests.</summary>
    public static string Program(string project, string name)
    {
        var here = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var path = Path.Combine(here.Parent!.Parent!.FullName, project, here.Name, name);
        return File.Exists(path) ? path : throw new FileNotFoundException($"{path} is not built; build tests/tests.csproj", path);
    }

    static string FindRoot()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "Cluster.sln")))
                return at.FullName;
        }
        throw new DirectoryNotFoundException($"No Cluster.sln above {AppContext.BaseDirectory}");
    }
}
