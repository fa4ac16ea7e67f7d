namespace Watchfloor.Benchmarks;

/// <summary>Where things lie.</summary>
static class Paths
{
    /// <summary>The folder of the project.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The built server, of the same configuration as this program.</summary>
    public static string Server { get; } =
        Path.GetFullPath(
            Path.Combine(AppContext.BaseDirectory, "..", "..", "silo", new DirectoryInfo(AppContext.BaseDirectory).Name, "Watchfloor.Silo")
        );

    static string FindRoot()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (at is not null && !File.Exists(Path.Combine(at.FullName, "Cluster.sln")))
            at = at.Parent;
        return at?.FullName ?? throw new DirectoryNotFoundException($"no Cluster.sln above {AppContext.BaseDirectory}");
    }
}

/// <summary>A folder of its own on the disk of the project, gone afterwards; memory disks would flatter durable writes.</summary>
sealed class TemporaryFolder : IDisposable
{
    public TemporaryFolder() =>
        Full = Directory.CreateDirectory(Path.Combine(Paths.Root, "artifacts", "benchmarks", Guid.NewGuid().ToString("N"))).FullName;

    public string Full { get; }

    public void Dispose() => Directory.Delete(Full, recursive: true);
}
