using System.Reflection;
using System.Runtime.CompilerServices;

namespace Watchfloor.Tests.Architecture;

/// <summary>The embedded engine can leave the day the official packages are there only if nobody names more than they have.</summary>
public class EngineSurface
{
    static readonly Assembly Engine = typeof(Grain).Assembly;

    [Fact]
    public void Public_types_live_where_the_official_ones_live() =>
        Assert.All(
            Engine.GetExportedTypes(),
            type => Assert.Matches(@"^(Orleans(\.|$)|Microsoft\.Extensions\.)", type.Namespace ?? "(none)")
        );

    [Fact]
    public void Nobody_but_its_own_tests_may_look_inside() =>
        Assert.Equal(
            [typeof(EngineSurface).Assembly.GetName().Name],
            Engine.GetCustomAttributes<InternalsVisibleToAttribute>().Select(static friend => friend.AssemblyName)
        );

    [Fact]
    public void Product_code_does_not_ask_which_engine_it_runs_on() =>
        Assert.All(
            Repository.With(".cs").Where(file => Repository.RoomOf(file) is not ("engine" or "tests" or "benchmarks")),
            file => Assert.DoesNotContain(Repository.Lines(file), line => line.TrimStart().StartsWith("#if", StringComparison.Ordinal))
        );

    static readonly string[] Inside =
    [
        "Watchfloor.Engine",
        "EngineOnly",
        "InternalsVisibleTo",
        "UnsafeAccessor",
        "System.Reflection",
        "BindingFlags",
        "typeof(Grain).Assembly",
        "Orleans.Calls",
        "Orleans.Codec",
        "Orleans.Clustering",
        "Orleans.Transport",
        "OFFICIAL_ORLEANS",
    ];

    [Fact]
    public void The_behaviour_suite_names_nothing_but_the_public_model() =>
        Verdict.None(
            from file in Repository.With(".cs")
            where file.StartsWith("tests/Engine/", StringComparison.Ordinal)
            from line in Repository.Lines(file)
            where Array.Exists(Inside, word => line.Contains(word, StringComparison.Ordinal))
            select $"{file}: {line.Trim()}"
        );

    [Fact]
    public void What_only_this_engine_promises_is_not_built_with_another() =>
        Assert.Contains(
            Repository.Xml("tests/tests.csproj").Descendants("Compile"),
            removed =>
                removed.Attribute("Remove")?.Value == "EngineOnly/**"
                && removed.Parent!.Attribute("Condition")?.Value == "'$(ActorEngine)' != 'Embedded'"
        );
}
