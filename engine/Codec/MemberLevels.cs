using System.Reflection;
using System.Runtime.CompilerServices;
using Orleans.Serialization;

namespace Orleans.Codec;

/// <summary>Finds what of a type travels: members with [Id], or the parameters of a positional record without any, or the items of a tuple.</summary>
static class MemberLevels
{
    const BindingFlags Declared = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    internal static IEnumerable<(uint Id, MemberInfo Info)[]> Of(Type type)
    {
        var levels = new Stack<(uint, MemberInfo)[]>();
        for (var level = type; level is not null && level != typeof(object) && level != typeof(ValueType); level = level.BaseType)
            if (CodecBook.IsMarked(level) || typeof(ITuple).IsAssignableFrom(level))
                levels.Push(On(level));
        return levels;
    }

    static (uint Id, MemberInfo Info)[] On(Type level)
    {
        if (typeof(ITuple).IsAssignableFrom(level) && level.Namespace == "System")
            return [.. level.GetFields(Declared).Select(static (field, index) => ((uint)index, (MemberInfo)field))];
        var numbered = level
            .GetMembers(Declared)
            .Where(static member => member is FieldInfo or PropertyInfo)
            .Select(static member => (Member: member, member.GetCustomAttribute<IdAttribute>()?.Id))
            .Where(static member => member.Id is not null)
            .Select(static member => (member.Id!.Value, Storage(member.Member)))
            .OrderBy(static member => member.Value)
            .ToArray();
        if (numbered.Select(static member => member.Value).Distinct().Count() != numbered.Length)
            throw new SerializerException($"{level} gives the same [Id] twice.");
        return numbered.Length > 0 ? numbered : Positional(level);
    }

    static (uint, MemberInfo)[] Positional(Type level)
    {
        var isRecord = level.GetMethod("<Clone>$") is not null || level.GetMethod("PrintMembers", Declared) is not null;
        var deconstruct = isRecord ? level.GetMethod("Deconstruct", Declared) : null;
        return deconstruct is null
            ? []
            :
            [
                .. deconstruct
                    .GetParameters()
                    .Select((parameter, index) => ((uint)index, Storage(level.GetProperty(parameter.Name!, Declared)!))),
            ];
    }

    /// <summary>The field behind an automatic property: it can be set even where the property cannot.</summary>
    static MemberInfo Storage(MemberInfo member)
    {
        if (member is not PropertyInfo property)
            return member;
        if (property.DeclaringType!.GetField($"<{property.Name}>k__BackingField", Declared) is { } field)
            return field;
        return property is { CanRead: true, CanWrite: true }
            ? property
            : throw new SerializerException($"{property.DeclaringType}.{property.Name} has an [Id] but cannot be read and written.");
    }
}
