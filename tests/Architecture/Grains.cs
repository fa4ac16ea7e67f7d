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

    [Fact]
    public void Manners_of_a_call_are_said_on_its_interface() =>
        Verdict.None(
            from type in Classes
            from method in type.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            where
                method.IsDefined(typeof(AlwaysInterleaveAttribute), inherit: false)
                || method.IsDefined(typeof(OneWayAttribute), inherit: false)
                || method.IsDefined(typeof(ReadOnlyAttribute), inherit: false)
            select $"{type.FullName}.{method.Name}"
        );

    [Fact]
    public void A_call_takes_one_cancellation_token_at_most_and_takes_it_last() =>
        Verdict.None(
            from method in Language.Methods
            let tokens = method.GetParameters().Where(parameter => parameter.ParameterType == typeof(CancellationToken)).ToList()
            where tokens.Count > 1 || (tokens.Count == 1 && tokens[0].Position != method.GetParameters().Length - 1)
            select $"{method.DeclaringType!.FullName}.{method.Name}"
        );

    [Fact]
    public void Every_call_has_a_name_of_its_own() =>
        Verdict.None(
            from method in Language.Methods
            where method.GetCustomAttribute<AliasAttribute>() is null
            select $"{method.DeclaringType!.FullName}.{method.Name}"
        );
}
