using System.Reflection;
using Orleans.Runtime;

namespace Watchfloor.Tests.Architecture;

/// <summary>What a set of types says in grain calls: its grain interfaces, and every type that a call of theirs can carry.</summary>
sealed class GrainLanguage
{
    const BindingFlags Own = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    readonly IReadOnlyCollection<Type> _types;

    public GrainLanguage(IReadOnlyCollection<Type> types)
    {
        _types = types;
        Interfaces = [.. types.Where(static type => type.IsInterface && typeof(IAddressable).IsAssignableFrom(type))];
        Classes = [.. types.Where(static type => type.IsClass && typeof(IGrainBase).IsAssignableFrom(type))];
        Seen = Closure();
        Carried = [.. Seen.Where(IsOurs).OrderBy(static type => type.FullName, StringComparer.Ordinal)];
        Faults = [.. types.Where(static type => typeof(Exception).IsAssignableFrom(type))];
    }

    /// <summary>Every room of the house.</summary>
    public static GrainLanguage House { get; } = new([.. Rooms.All.SelectMany(Rooms.Types)]);

    /// <summary>What the tests of the engine say; three types of them are wrong on purpose.</summary>
    public static GrainLanguage Tests { get; } =
        new([
            .. from type in typeof(GrainLanguage).Assembly.GetTypes()
            where type.Namespace is "Watchfloor.Tests.Engine" or "Watchfloor.Tests.Kernel" or "Watchfloor.Tests.Grains"
            where !type.Name.Contains('<') && !WrongOnPurpose.Contains(type)
            select type,
        ]);

    static Type[] WrongOnPurpose => [typeof(Engine.Plain), typeof(Engine.Unmarked), typeof(Engine.UnmarkedException), typeof(Engine.IEcho)];

    public IReadOnlyList<Type> Interfaces { get; }

    /// <summary>Grain classes, abstract ones included.</summary>
    public IReadOnlyList<Type> Classes { get; }

    /// <summary>Types of ours in signatures, what they are made of, and what derives from them; open generics once.</summary>
    public IReadOnlyList<Type> Carried { get; }

    /// <summary>Exceptions that may leave a grain.</summary>
    public IReadOnlyList<Type> Faults { get; }

    /// <summary>All types that were met on the way, those of the framework too.</summary>
    public IReadOnlySet<Type> Seen { get; }

    public IEnumerable<MethodInfo> Methods =>
        Interfaces.SelectMany(static type => type.GetMethods(Own)).Where(static method => !method.IsSpecialName);

    /// <summary>Stored properties, and fields that somebody wrote; both of this level of the hierarchy only.</summary>
    public static IEnumerable<MemberInfo> Members(Type type) =>
        type.IsEnum
            ? []
            : type.GetProperties(Own)
                .Where(IsStored)
                .Cast<MemberInfo>()
                .Concat(type.GetFields(Own).Where(static field => !field.Name.Contains('<')));

    HashSet<Type> Closure()
    {
        var seen = new HashSet<Type>();
        var open = new Stack<Type>(_types.Where(static type => type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false)));
        foreach (var method in Methods)
        {
            open.Push(method.ReturnType);
            foreach (var parameter in method.GetParameters())
                open.Push(parameter.ParameterType);
        }
        foreach (
            var type in Interfaces.SelectMany(static type => type.GetInterfaces()).SelectMany(static type => type.GenericTypeArguments)
        )
            open.Push(type);
        while (open.TryPop(out var type))
        {
            foreach (var part in type.GenericTypeArguments)
                open.Push(part);
            if (type.HasElementType)
            {
                open.Push(type.GetElementType()!);
                continue;
            }
            var plain = type.IsGenericType ? type.GetGenericTypeDefinition() : type;
            if (plain.IsGenericParameter || typeof(IAddressable).IsAssignableFrom(plain) || !seen.Add(plain) || !IsOurs(plain))
                continue;
            foreach (var member in Members(plain))
                open.Push(member is PropertyInfo property ? property.PropertyType : ((FieldInfo)member).FieldType);
            foreach (var derived in _types.Where(other => Derives(other, plain)))
                open.Push(derived);
        }
        return seen;
    }

    /// <summary>A property with a place of its own, not one that is computed.</summary>
    static bool IsStored(PropertyInfo property) => property.DeclaringType!.GetField($"<{property.Name}>k__BackingField", Own) is not null;

    static bool IsOurs(Type type) =>
        type.Assembly.GetName().Name!.StartsWith("Watchfloor.", StringComparison.Ordinal) && type.Assembly != typeof(Grain).Assembly;

    static bool Derives(Type type, Type from) =>
        type.BaseType is { } parent && (parent.IsGenericType ? parent.GetGenericTypeDefinition() : parent) == from;
}
