using System.Reflection;
using System.Runtime.CompilerServices;
using Watchfloor.Kernel;

namespace Watchfloor.Tests.Architecture;

/// <summary>Rules are pure, their facts have names, and each set of them is held to the laws.</summary>
public class Rules
{
    const BindingFlags Own =
        BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    [Fact]
    public void There_are_rules() => Assert.NotEmpty(RuleSets.All);

    [Fact]
    public void Rules_hold_nothing_that_changes() =>
        Verdict.None(
            from rules in RuleSets.All
            from field in rules.Type.GetFields(Own)
            where !field.IsLiteral && !(field.IsStatic && field.IsInitOnly)
            select $"{rules.Type.FullName}.{field.Name}"
        );

    [Fact]
    public void Rules_never_wait() =>
        Verdict.None(
            from rules in RuleSets.All
            from method in rules.Type.GetMethods(Own)
            where typeof(Task).IsAssignableFrom(method.ReturnType) || method.IsDefined(typeof(AsyncStateMachineAttribute))
            select $"{rules.Type.FullName}.{method.Name}"
        );

    [Fact]
    public void Every_fact_has_its_name_in_the_journal() =>
        Verdict.None(
            from rules in RuleSets.All
            from fact in rules.Facts
            where fact.GetCustomAttribute<Watchfloor.FactAttribute>() is null
            select fact.FullName
        );

    [Fact]
    public void A_name_in_the_journal_means_one_fact() =>
        Verdict.None(
            from rules in RuleSets.All
            from same in rules.Facts.GroupBy(fact => fact.GetCustomAttribute<Watchfloor.FactAttribute>()?.Name)
            where same.Count() > 1
            select $"{same.Key}: {string.Join(", ", same)}"
        );

    [Fact]
    public void Every_set_of_rules_is_held_to_the_laws() =>
        Verdict.None(from rules in RuleSets.All where !Judged.Contains(rules.Type) select rules.Type.FullName);

    static readonly HashSet<Type> Judged =
    [
        .. from test in typeof(Rules).Assembly.GetTypes()
        where
            test is { IsAbstract: false }
            && test.BaseType is { IsGenericType: true } laws
            && laws.Name.Contains("Laws", StringComparison.Ordinal)
        select test.BaseType!.GenericTypeArguments[0],
    ];
}

/// <summary>Rules of the product, with the facts they speak in.</summary>
sealed record RuleSets(Type Type, Type State, Type Command, Type Fact)
{
    public static IReadOnlyList<RuleSets> All { get; } =
    [
        .. from type in Rooms.GrainSide
        where type is { IsAbstract: false, IsGenericTypeDefinition: false, IsInterface: false }
        from shape in type.GetInterfaces()
        where shape.IsGenericType && shape.GetGenericTypeDefinition() == typeof(IRules<,,>)
        let parts = shape.GenericTypeArguments
        select new RuleSets(type, parts[0], parts[1], parts[2]),
    ];

    public IReadOnlyList<Type> Facts => Leaves(Fact);

    /// <summary>Every concrete type of a hierarchy of records; generic ones are closed over the arguments of the root.</summary>
    public static IReadOnlyList<Type> Leaves(Type root)
    {
        var kin =
            from type in root.Assembly.GetTypes()
            where type is { IsAbstract: false, IsInterface: false }
            let closed = type.IsGenericTypeDefinition && type.GetGenericArguments().Length == root.GenericTypeArguments.Length
                ? type.MakeGenericType(root.GenericTypeArguments)
                : type
            where closed != root && root.IsAssignableFrom(closed)
            orderby closed.Name
            select closed;
        return root.IsAbstract ? [.. kin] : [root, .. kin];
    }
}
