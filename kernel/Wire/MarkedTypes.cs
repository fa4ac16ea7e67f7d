using System.Reflection;

namespace Watchfloor.Kernel;

/// <summary>Which types can stand in something that is written, as far as they are our own: only those bear marks.</summary>
static class MarkedTypes
{
    /// <summary>The type, those that may stand for it, and everything that its properties and elements may hold.</summary>
    public static IReadOnlyCollection<Type> Within(Type type)
    {
        var found = new HashSet<Type>();
        Collect(type, found);
        return found.Count == 0 ? [type] : found;
    }

    public static bool BearsMarks(Type type) =>
        type.IsDefined(typeof(FeatureLevelAttribute), inherit: true)
        || PropertiesOf(type).Any(property => property.IsDefined(typeof(FeatureLevelAttribute)));

    public static IReadOnlyList<PropertyInfo> PropertiesOf(Type type) =>
        IsOurs(type) ? [.. type.GetProperties().Where(property => property.GetIndexParameters().Length == 0)] : [];

    public static bool IsOurs(Type type) => type.Namespace?.StartsWith(nameof(Watchfloor), StringComparison.Ordinal) == true;

    /// <summary>The mark of a property counts where it is set, so it must be possible not to set it.</summary>
    public static PropertyInfo MustBeOptional(PropertyInfo property) =>
        new NullabilityInfoContext().Create(property).ReadState == NullabilityState.Nullable
            ? property
            : throw new InvalidOperationException(
                $"{property.DeclaringType}.{property.Name} bears a feature level and can never be left out: make it nullable, or mark the type."
            );

    static void Collect(Type type, HashSet<Type> found)
    {
        foreach (var argument in type.GetGenericArguments())
            Collect(argument, found);
        if (type.GetElementType() is { } element)
            Collect(element, found);
        if (!IsOurs(type) || type.IsEnum || !found.Add(type))
            return;
        foreach (var property in PropertiesOf(type))
            Collect(property.PropertyType, found);
        if (type.IsSealed || type.IsValueType)
            return;
        foreach (var other in type.Assembly.GetTypes().Where(type.IsAssignableFrom))
            Collect(other, found);
    }
}
