using System.Collections.Immutable;
using System.Reflection;

namespace Watchfloor.Tests.Wire;

/// <summary>One filled value of any record, always the same: every member is set, every list holds one item.</summary>
static class Samples
{
    static readonly DateTimeOffset Instant = new DateTimeOffset(2026, 1, 5, 6, 0, 0, TimeSpan.Zero).AddMicroseconds(123456);

    public static object Of(Type type, string name = "value")
    {
        if (Simple(type, name) is { } simple)
            return simple;
        if (type.IsEnum)
            return Enum.GetValues(type).GetValue(Enum.GetValues(type).Length - 1)!;
        if (type.IsArray)
            return List(type.GetElementType()!, name);
        if (type.IsGenericType && Generic(type, name) is { } generic)
            return generic;
        if (type.IsAbstract)
            return Of(Architecture.RuleSets.Leaves(type)[0], name);
        return Record(type);
    }

    static object? Simple(Type type, string name) =>
        type == typeof(string) ? $"a {char.ToLowerInvariant(name[0])}{name[1..]}"
        : type == typeof(bool) ? true
        : type == typeof(int) ? 3
        : type == typeof(long) ? 5L
        : type == typeof(double) ? 7.5
        : type == typeof(DateTimeOffset) ? Instant
        : type == typeof(TimeSpan) ? TimeSpan.FromSeconds(90)
        : null;

    static object? Generic(Type type, string name)
    {
        var shape = type.GetGenericTypeDefinition();
        var part = type.GenericTypeArguments[0];
        if (shape == typeof(Nullable<>))
            return Of(part, name);
        if (shape == typeof(Values<>))
            return Activator.CreateInstance(type, Immutable(part, name));
        if (shape == typeof(ImmutableArray<>))
            return Immutable(part, name);
        if (shape == typeof(IReadOnlyList<>) || shape == typeof(IReadOnlyCollection<>) || shape == typeof(IEnumerable<>))
            return List(part, name);
        if (shape == typeof(IReadOnlyDictionary<,>) || shape == typeof(ImmutableDictionary<,>) || shape == typeof(IDictionary<,>))
            return Map(part, type.GenericTypeArguments[1]);
        return null;
    }

    static Array List(Type part, string name)
    {
        var list = Array.CreateInstance(part, 1);
        list.SetValue(Of(part, name), 0);
        return list;
    }

    static object Immutable(Type part, string name) =>
        typeof(ImmutableArray)
            .GetMethods()
            .Single(method =>
                method.Name == nameof(ImmutableArray.CreateRange)
                && method.GetParameters().Length == 1
                && method.GetGenericArguments().Length == 1
            )
            .MakeGenericMethod(part)
            .Invoke(null, [List(part, name)])!;

    static object Map(Type key, Type value) =>
        typeof(Samples)
            .GetMethod(nameof(MapOf), BindingFlags.Static | BindingFlags.NonPublic)!
            .MakeGenericMethod(key, value)
            .Invoke(null, null)!;

    static ImmutableDictionary<TKey, TValue> MapOf<TKey, TValue>()
        where TKey : notnull => ImmutableDictionary<TKey, TValue>.Empty.Add((TKey)Of(typeof(TKey), "key"), (TValue)Of(typeof(TValue)));

    static object Record(Type type)
    {
        var make = type.GetConstructors()
            .OrderByDescending(each => each.GetParameters().Length)
            .FirstOrDefault(each => !Copies(each, type));
        var given = make?.GetParameters() ?? [];
        var record = make is null
            ? Activator.CreateInstance(type)!
            : make.Invoke([.. given.Select(parameter => Of(parameter.ParameterType, parameter.Name!))]);
        foreach (var property in type.GetProperties().Where(property => property.CanWrite && property.GetIndexParameters().Length == 0))
        {
            if (!given.Any(parameter => string.Equals(parameter.Name, property.Name, StringComparison.OrdinalIgnoreCase)))
                property.SetValue(record, Of(property.PropertyType, char.ToLowerInvariant(property.Name[0]) + property.Name[1..]));
        }
        return record;
    }

    static bool Copies(ConstructorInfo constructor, Type type) => constructor.GetParameters() is [{ } only] && only.ParameterType == type;
}
