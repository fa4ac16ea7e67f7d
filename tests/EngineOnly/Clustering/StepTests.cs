using System.Reflection;
using System.Text.RegularExpressions;
using Watchfloor.Tests.Architecture;
using Watchfloor.Tests.Cluster;

namespace Watchfloor.Tests.EngineOnly.Clustering;

/// <summary>The model of the cluster names a method for each step; those of the engine are there.</summary>
public sealed class StepTests
{
    static readonly string[] Engine = ["View", "Lease", "Barrier", "Handover", "Suspicion", "Membership"];

    static readonly Regex Step = new(
        @"^\| `(?<type>[A-Z]\w+)\.(?<method>[A-Z]\w+)` \|",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    );

    const BindingFlags Any = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    public static TheoryData<string, string> Steps
    {
        get
        {
            var found =
                from line in Repository.Lines(Model.Page)
                let step = Step.Match(line)
                where step.Success && Engine.Contains(step.Groups["type"].Value)
                select (step.Groups["type"].Value, step.Groups["method"].Value);
            return [.. found];
        }
    }

    [Theory, MemberData(nameof(Steps))]
    public void Is_a_method_of_the_engine(string type, string method)
    {
        var found = typeof(Grain).Assembly.GetType($"Orleans.Clustering.{type}");

        Assert.True(found is not null, $"The engine has no type {type}.");
        Assert.Contains(found.GetMethods(Any), member => member.Name == method);
    }

    [Fact]
    public void The_page_names_steps_of_each_that_decides() =>
        Assert.Subset(Steps.Select(row => row.Data.Item1).ToHashSet(), new HashSet<string>(Engine.Except(["View"])));
}
