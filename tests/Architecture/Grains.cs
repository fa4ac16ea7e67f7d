using System.Reflection;
using Orleans.Concurrency;
using Orleans.Placement;

namespace Watchfloor.Tests.Architecture;

public class Grains
{
    static IReadOnlyList<Type> Classes { get; } =
    [.. Rooms.GrainSide.Where(type => type is { IsClass: true, IsAbstract: false } && typeof(Grain).IsAssignableFrom(type))];

    [Fact]
    public void There_are_grains() => Assert.NotEmpty(Classes);

    [Fact]
    public void Every_grain_has_the_kind_it_is_stored_under() =>
        Verdict.None(from type in Classes where type.GetCustomAttribute<GrainTypeAttribute>() is null select type.FullName);

    [Fact]
    public void Every_grain_says_where_it_lives() =>
        Verdict.None(
            from type in Classes
            where
                type.GetCustomAttribute<HashBasedPlacementAttribute>() is null
                && type.GetCustomAttribute<StatelessWorkerAttribute>() is null
            select type.FullName
        );
}
