using System.Text.Json;

namespace Watchfloor.Tests.Architecture;

public class References
{
    static readonly string[] Everything = ["engine", "grain-interfaces", "kernel", "grains", "store", "api", "silo", "edge-connector"];

    static readonly Dictionary<string, string[]> Exactly = new()
    {
        ["engine"] = [],
        ["grain-interfaces"] = [],
        ["kernel"] = ["grain-interfaces"],
        ["grains"] = ["grain-interfaces", "kernel"],
        ["store"] = ["grain-interfaces", "kernel"],
        ["api"] = ["grain-interfaces", "store"],
        ["edge-connector"] = ["grain-interfaces"],
    };

    public static TheoryData<string> Bound => [.. Exactly.Keys];

    public static TheoryData<string> Free => ["silo", "tests", "benchmarks"];

    [Theory, MemberData(nameof(Bound))]
    public void A_room_references_its_neighbours_and_no_others(string room) => Assert.Equal(Exactly[room], Referenced(room));

    [Theory, MemberData(nameof(Free))]
    public void Only_the_host_the_tests_and_the_benchmarks_see_all(string room) =>
        Assert.Subset(Everything.ToHashSet(), Referenced(room).ToHashSet());

    [Fact]
    public void Every_project_is_a_room_of_the_design() =>
        Assert.Equal(
            Exactly.Keys.Concat(["silo", "tests", "benchmarks"]).Order(),
            Repository.With(".csproj").Select(Repository.RoomOf).Order()
        );

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var solution = Repository.Read("Cluster.sln");
        Assert.All(Repository.With(".csproj"), project => Assert.Contains(project.Replace('/', '\\'), solution));
    }

    [Fact]
    public void Who_only_runs_the_programs_builds_all_of_them_and_nothing_else()
    {
        var programs = JsonDocument
            .Parse(Repository.Read("deploy/programs.slnf"))
            .RootElement.GetProperty("solution")
            .GetProperty("projects");
        Assert.Equal(Everything.Select(room => $"{room}/{room}.csproj"), programs.EnumerateArray().Select(project => project.GetString()));
    }

    [Theory, InlineData("kernel"), InlineData("grains")]
    public void The_api_names_nothing_of(string room) => Assert.DoesNotContain(room, Rooms.NamedBy("api"));

    [Fact]
    public void The_engine_is_referenced_through_the_switch_alone() =>
        Assert.All(
            Repository.With(".csproj").Where(project => Repository.RoomOf(project) is not ("tests" or "benchmarks")),
            project => Assert.DoesNotContain("engine.csproj", Repository.Read(project))
        );

    static string[] Referenced(string room) =>
        [
            .. from element in Repository.Xml($"{room}/{room}.csproj").Descendants("ProjectReference")
            let target = element.Attribute("Include")!.Value.Replace('\\', '/')
            select Path.GetFileNameWithoutExtension(target),
        ];
}
