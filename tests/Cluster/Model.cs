using Watchfloor.Tests.Processes;

namespace Watchfloor.Tests.Cluster;

/// <summary>The model of membership, fence and handover, and spin, which searches it.</summary>
static class Model
{
    public const string Path = "docs/cluster/membership.pml";
    public const string Page = "docs/cluster/README.md";

    /// <summary>Most searches of the short form are over sooner than they are optimized.</summary>
    static readonly string Effort = Environment.GetEnvironmentVariable("WATCHFLOOR_LONG") == "1" ? "-O2" : "-O0";

    /// <summary>Only ends a search that is hopeless: none takes more than a minute or two on two cores.</summary>
    static readonly TimeSpan Hopeless = TimeSpan.FromMinutes(10);

    /// <summary>At no time more than one life that can commit the grain.</summary>
    public static Task<Search> SearchForTwoCommitters(params string[] switches) => Search(["-DSAFETY"], ["-N", "one_committer"], switches);

    /// <summary>What the two could do to the versions of the grain, whatever else is said of them.</summary>
    public static Task<Search> SearchForForks(params string[] switches) => Search(["-DSAFETY", "-DNOCLAIM"], ["-E"], switches);

    /// <summary>Whoever can go on does so at last (weak fairness): then somebody commits, again and again.</summary>
    public static Task<Search> SearchForOwnerless(params string[] switches) =>
        Search(["-DNFAIR=3"], ["-N", "never_ownerless", "-a", "-f"], switches);

    static async Task<Search> Search(string[] compiling, string[] running, string[] switches)
    {
        var folder = Directory.CreateTempSubdirectory("watchfloor-model-");
        try
        {
            string[] model = [.. switches.Select(name => $"-D{name}"), "-a", System.IO.Path.Combine(Repository.Root, Path)];
            await Run("spin", model, folder);
            await Run("gcc", [.. compiling, Effort, "-w", "-DCOLLAPSE", "-o", "pan", "pan.c"], folder);
            return Cluster.Search.Read(await Run(System.IO.Path.Combine(folder.FullName, "pan"), [.. running, "-m100000", "-w22"], folder));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    static async Task<string> Run(string program, string[] words, DirectoryInfo folder)
    {
        await using var child = Child.Start(Find(program), words, folder.FullName);
        var code = await child.Exit(Hopeless);
        Assert.True(code == 0, $"{program} {string.Join(' ', words)} ended with {code}: {child.Output}");
        return child.Output;
    }

    static string Find(string program)
    {
        var places = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Select(place => System.IO.Path.Combine(place, program));
        var found = places.FirstOrDefault(File.Exists);
        Assert.True(
            found is not null,
            $"{program} is not installed, and without it the model of the cluster cannot be checked: apt-get install spin gcc libc6-dev"
        );
        return found;
    }
}
