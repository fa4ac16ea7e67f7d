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
    public void Only_tests_and_benchmarks_may_look_inside()
    {
        var guests = Engine.GetCustomAttributes<InternalsVisibleToAttribute>().Select(guest => guest.AssemblyName);
        Assert.Subset(new HashSet<string> { "Watchfloor.Tests", "Watchfloor.Benchmarks" }, guests.ToHashSet());
    }

    [Fact]
    public void Product_code_does_not_ask_which_engine_it_runs_on() =>
        Assert.All(
            Repository.With(".cs").Where(file => Repository.RoomOf(file) is not ("engine" or "tests" or "benchmarks")),
            file => Assert.DoesNotContain(Repository.Lines(file), line => line.TrimStart().StartsWith("#if", StringComparison.Ordinal))
        );
}
