using System.Diagnostics;
using System.Text.Json;

namespace Watchfloor.Tests.Architecture;

/// <summary>What the switch to the official engine brings, as the build evaluates it: nothing has to be restored for that.</summary>
public class EngineSwitch
{
    static readonly string[] Parts =
    [
        "Microsoft.Orleans.Sdk",
        "Microsoft.Orleans.Server",
        "Microsoft.Orleans.Streaming",
        "Microsoft.Orleans.Reminders",
    ];

    public static TheoryData<string, string[]> Projects =>
        new()
        {
            { "grain-interfaces", ["Microsoft.Orleans.Sdk"] },
            { "api", ["Microsoft.Orleans.Sdk"] },
            { "kernel", Parts },
            { "grains", Parts },
            {
                "silo",
                [
                    .. Parts,
                    "Microsoft.Orleans.Persistence.AdoNet",
                    "Microsoft.Orleans.Clustering.AdoNet",
                    "Microsoft.Orleans.Reminders.AdoNet",
                ]
            },
            { "tests", [.. Parts, "Microsoft.Orleans.TestingHost", "Microsoft.Orleans.Clustering.AdoNet"] },
            { "benchmarks", [.. Parts, "Microsoft.Orleans.TestingHost", "Microsoft.Orleans.Clustering.AdoNet"] },
        };

    [Theory, MemberData(nameof(Projects))]
    public async Task With_the_official_engine_it_references(string room, string[] packages)
    {
        var items = await Items(room, "Orleans");

        Assert.Equal(packages.Order(), Names(items, "PackageReference").Where(IsOrleans).Order());
        Assert.DoesNotContain("engine", Names(items, "ProjectReference").Select(Path.GetFileNameWithoutExtension));
        Assert.Contains("Orleans", Names(items, "Using"));
    }

    [Fact]
    public async Task The_embedded_engine_needs_no_package_of_Orleans()
    {
        var items = await Items("silo", "Embedded");

        Assert.DoesNotContain(Names(items, "PackageReference"), IsOrleans);
        Assert.Contains("engine", Names(items, "ProjectReference").Select(Path.GetFileNameWithoutExtension));
    }

    [Theory]
    [InlineData("Embedded", "Hosting/EmbeddedEngine.cs", "Hosting/OfficialOrleans.cs")]
    [InlineData("Orleans", "Hosting/OfficialOrleans.cs", "Hosting/EmbeddedEngine.cs")]
    public async Task Each_engine_has_its_hosting_file(string engine, string its, string others)
    {
        var compiled = Names(await Items("silo", engine), "Compile").Select(file => file.Replace('\\', '/')).ToList();

        Assert.Contains(its, compiled);
        Assert.DoesNotContain(others, compiled);
    }

    static bool IsOrleans(string package) => package.StartsWith("Microsoft.Orleans.", StringComparison.Ordinal);

    static IEnumerable<string> Names(JsonElement items, string kind) =>
        items.GetProperty("Items").GetProperty(kind).EnumerateArray().Select(item => item.GetProperty("Identity").GetString()!);

    static async Task<JsonElement> Items(string room, string engine)
    {
        var query = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardOutput = true };
        foreach (var word in (string[])["msbuild", $"{room}/{room}.csproj", $"-p:ActorEngine={engine}", "-nodeReuse:false"])
            query.ArgumentList.Add(word);
        query.ArgumentList.Add("-getItem:PackageReference,ProjectReference,Using,Compile");
        query.WorkingDirectory = Repository.Root;
        using var process = Process.Start(query)!;
        var answer = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, answer);
        return JsonDocument.Parse(answer).RootElement;
    }
}
