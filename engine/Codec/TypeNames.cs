using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;
using Orleans.Runtime;
using Orleans.Serialization;

namespace Orleans.Codec;

/// <summary>
/// Types by name on the wire: the alias where there is one. A name never loads an assembly: only marked types of the application,
/// collections, basic values and exceptions of the framework are known.
/// </summary>
static class TypeNames
{
    static readonly Type[] Generics =
    [
        typeof(KeyValuePair<,>),
        typeof(Nullable<>),
        typeof(System.Collections.Immutable.ImmutableArray<>),
        .. typeof(Tuple)
            .Assembly.GetTypes()
            .Where(static type => type.IsPublic && type.IsGenericType && typeof(ITuple).IsAssignableFrom(type)),
    ];

    static readonly ConcurrentDictionary<Type, string> Names = new();
    static readonly Lazy<Dictionary<string, Type>> ByName = new(Collect);

    internal static void Write(Writer writer, Type type)
    {
        if (type.IsArray)
        {
            writer.Byte(Shape.Array);
            Write(writer, type.GetElementType()!);
        }
        else if (type.IsGenericType)
        {
            var arguments = type.GetGenericArguments();
            writer.Byte((byte)(Shape.Generic + arguments.Length));
            writer.Text(NameOf(type.GetGenericTypeDefinition()));
            foreach (var argument in arguments)
                Write(writer, argument);
        }
        else
        {
            writer.Byte(Shape.Simple);
            writer.Text(NameOf(type));
        }
    }

    internal static Type Read(Reader reader, Type expected)
    {
        var type = Read(reader);
        return expected.IsAssignableFrom(type) ? type : throw new SerializerException($"{type} came where {expected} is expected.");
    }

    static Type Read(Reader reader)
    {
        Form.Enter(ref reader.Depth);
        var shape = reader.Byte();
        var type = shape == Shape.Array ? Read(reader).MakeArrayType() : Named(reader, shape);
        reader.Depth--;
        return type;
    }

    static Type Named(Reader reader, byte shape)
    {
        var name = reader.Text();
        if (!ByName.Value.TryGetValue(name, out var type))
            type = FrameworkException(name) ?? throw new CodecNotFoundException($"No type that travels is named '{name}'.");
        if (shape == Shape.Simple)
            return type;
        var arguments = new Type[shape - Shape.Generic];
        for (var index = 0; index < arguments.Length; index++)
            arguments[index] = Read(reader);
        return type.MakeGenericType(arguments);
    }

    static string NameOf(Type type) =>
        Names.GetOrAdd(
            type,
            static type => type.GetCustomAttributes<AliasAttribute>(inherit: false).FirstOrDefault()?.Alias ?? type.FullName!
        );

    static Type? FrameworkException(string name)
    {
        if (!name.StartsWith("System.", StringComparison.Ordinal) && !name.StartsWith("Microsoft.", StringComparison.Ordinal))
            return null;
        var found = AppDomain
            .CurrentDomain.GetAssemblies()
            .Select(assembly => assembly.GetType(name))
            .FirstOrDefault(static type => type is not null);
        return typeof(Exception).IsAssignableFrom(found) ? found : null;
    }

    static Dictionary<string, Type> Collect()
    {
        var types = ApplicationParts
            .Types.Where(static type => CodecBook.IsMarked(type) || (type.IsInterface && typeof(IAddressable).IsAssignableFrom(type)))
            .Concat(BasicCodecs.All.Keys)
            .Concat(BasicBodies.All.Keys)
            .Concat(Sequences.Definitions)
            .Concat(Generics);
        var byName = new Dictionary<string, Type>(StringComparer.Ordinal);
        foreach (var type in types)
            if (!byName.TryAdd(NameOf(type), type) && byName[NameOf(type)] != type)
                throw new SerializerException($"Both {byName[NameOf(type)]} and {type} are named '{NameOf(type)}' on the wire.");
        return byName;
    }

    static class Shape
    {
        internal const byte Simple = 0;
        internal const byte Array = 1;
        internal const byte Generic = 2;
    }
}
