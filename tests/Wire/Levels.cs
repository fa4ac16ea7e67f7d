using System.Reflection;
using System.Text.Json;
using Watchfloor.Kernel;

namespace Watchfloor.Tests.Wire;

/// <summary>
/// From which feature level on each fact and each message of the outbox is known. What is new needs the next level and
/// <see cref="ProgramLevel.Own"/> with it, or programs of the release before find something that they cannot read.
/// </summary>
public sealed class Levels
{
    static IEnumerable<Type> Written =>
        typeof(Outcome)
            .Assembly.GetTypes()
            .Concat(typeof(WatchfloorGrains).Assembly.GetTypes())
            .Where(type => type is { IsClass: true, IsAbstract: false })
            .Where(type => type.GetCustomAttribute<Watchfloor.FactAttribute>() is not null || IsCommand(type));

    [Fact]
    public void Facts_and_commands_keep_their_levels() =>
        new Golden("levels").Matches(Written.Select(type => (type.FullName!, JsonSerializer.Serialize(FeatureLevels.Highest(type)))));

    [Fact]
    public void None_is_above_the_level_of_its_program() =>
        Assert.All(Written, type => Assert.InRange(FeatureLevels.Highest(type), FeatureLevels.First, ProgramLevel.Own.Current));

    static bool IsCommand(Type type)
    {
        for (var parent = type.BaseType; parent is not null; parent = parent.BaseType)
        {
            if (parent.IsAbstract && parent.Name.EndsWith("Command", StringComparison.Ordinal))
                return true;
        }
        return false;
    }
}
