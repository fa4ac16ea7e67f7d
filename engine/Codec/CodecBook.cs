using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;
using Orleans.Runtime;

namespace Orleans.Codec;

/// <summary>Decides which codec a type has. Asked once per type.</summary>
static class CodecBook
{
    static readonly ConcurrentDictionary<Type, ValueCodec> Known = new(BasicCodecs.All);

    internal static ValueCodec Make(Type type)
    {
        if (Known.TryGetValue(type, out var known))
            return known;
        return Known.GetOrAdd(type, Choose(type));
    }

    static ValueCodec Choose(Type type)
    {
        if (typeof(IAddressable).IsAssignableFrom(type))
            return Create(typeof(GrainReferenceCodec<>), type);
        if (!type.IsValueType)
            return type == typeof(object) ? new ObjectCodec() : Create(typeof(ReferenceCodec<>), type);
        if (type.IsEnum)
            return Create(typeof(EnumCodec<>), type);
        if (!type.IsGenericType)
            return IsMarked(type) ? Create(typeof(StructCodec<>), type) : throw Codecs.NotFound(type);
        var definition = type.GetGenericTypeDefinition();
        if (definition == typeof(Nullable<>))
            return Create(typeof(NullableCodec<>), type.GetGenericArguments());
        if (definition == typeof(ImmutableArray<>))
            return Create(typeof(ImmutableArrayCodec<>), type.GetGenericArguments());
        if (definition == typeof(KeyValuePair<,>))
            return Create(typeof(PairCodec<,>), type.GetGenericArguments());
        return IsMarked(type) || typeof(ITuple).IsAssignableFrom(type) ? Create(typeof(StructCodec<>), type) : throw Codecs.NotFound(type);
    }

    internal static bool IsMarked(Type type) => type.GetCustomAttribute<GenerateSerializerAttribute>(inherit: false) is not null;

    internal static ValueCodec Create(Type definition, params Type[] arguments) =>
        (ValueCodec)Activator.CreateInstance(definition.MakeGenericType(arguments), nonPublic: true)!;
}
