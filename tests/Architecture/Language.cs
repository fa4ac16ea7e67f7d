using System.Reflection;
using Orleans.Runtime;

namespace Watchfloor.Tests.Architecture;

/// <summary>The grain interfaces of the house and every type that a call of theirs can carry.</summary>
static class Language
{
    public static IReadOnlyList<Type> Interfaces { get; } =
    [.. Rooms.GrainSide.Where(type => type.IsInterface && typeof(IAddressable).IsAssignableFrom(type))];

    /// <summary>Types of ours in signatures, what they are made of, and what derives from them; open generics once.</summary>
    public static IReadOnlyList<Type> Carried { get; } = [.. Closure().OrderBy(type => type.FullName)];

    public static IEnumerable<MethodInfo> Methods => Interfaces.SelectMany(type => type.GetMethods());

    static HashSet<Type> Closure()
    {
        var seen = new HashSet<Type>();
        var marked = Rooms.GrainSide.Where(type => type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false));
        var open = new Stack<Type>(marked);
        foreach (var method in Methods)
        {
            open.Push(method.ReturnType);
            foreach (var parameter in method.GetParameters())
                open.Push(parameter.ParameterType);
        }
        foreach (var type in Interfaces.SelectMany(type => type.GetInterfaces()).SelectMany(type => type.GenericTypeArguments))
            open.Push(type);
        while (open.TryPop(out var type))
        {
            foreach (var part in type.GenericTypeArguments)
                open.Push(part);
            if (type.HasElementType)
                open.Push(type.GetElementType()!);
            var plain = type.IsGenericType ? type.GetGenericTypeDefinition() : type;
            if (!IsOurs(plain) || Interfaces.Contains(plain) || !seen.Add(plain))
                continue;
            foreach (var member in plain.GetProperties(BindingFlags.Instance | BindingFlags.Public).Where(IsStored))
                open.Push(member.PropertyType);
            foreach (var derived in Rooms.GrainSide.Where(other => Derives(other, plain)))
                open.Push(derived);
        }
        return seen;
    }

    /// <summary>A property with a place of its own, not one that is computed.</summary>
    public static bool IsStored(PropertyInfo property) =>
        property.DeclaringType!.GetField($"<{property.Name}>k__BackingField", BindingFlags.Instance | BindingFlags.NonPublic) is not null;

    static bool IsOurs(Type type) =>
        !type.IsGenericParameter
        && type.Assembly.GetName().Name!.StartsWith("Watchfloor.", StringComparison.Ordinal)
        && type.Assembly != typeof(Grain).Assembly;

    static bool Derives(Type type, Type from) =>
        type.BaseType is { } parent && (parent.IsGenericType ? parent.GetGenericTypeDefinition() : parent) == from;
}
