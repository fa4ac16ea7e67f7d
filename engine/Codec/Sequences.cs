using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Reflection;

namespace Orleans.Codec;

/// <summary>Collections: an array of items on the wire, made into the collection again on arrival.</summary>
static class Sequences
{
    static readonly Dictionary<Type, string> Makers = new()
    {
        [typeof(List<>)] = nameof(MakeList),
        [typeof(HashSet<>)] = nameof(MakeHashSet),
        [typeof(Queue<>)] = nameof(MakeQueue),
        [typeof(SortedSet<>)] = nameof(MakeSortedSet),
        [typeof(ImmutableList<>)] = nameof(MakeImmutableList),
        [typeof(ImmutableHashSet<>)] = nameof(MakeImmutableHashSet),
        [typeof(ImmutableSortedSet<>)] = nameof(MakeImmutableSortedSet),
        [typeof(Dictionary<,>)] = nameof(MakeDictionary),
        [typeof(SortedDictionary<,>)] = nameof(MakeSortedDictionary),
        [typeof(ImmutableDictionary<,>)] = nameof(MakeImmutableDictionary),
        [typeof(ImmutableSortedDictionary<,>)] = nameof(MakeImmutableSortedDictionary),
        [typeof(FrozenSet<>)] = nameof(MakeFrozenSet),
        [typeof(FrozenDictionary<,>)] = nameof(MakeFrozenDictionary),
    };

    /// <summary>What each type travels as; found once.</summary>
    static readonly ConcurrentDictionary<Type, (Type Type, Func<object, object>? Convert)> Guises = new();

    internal static IEnumerable<Type> Definitions => Makers.Keys;

    internal static Body? BodyOf(Type type)
    {
        if (type is { IsArray: true, IsSZArray: true })
            return Make(type, type.GetElementType()!, nameof(Identity), [type.GetElementType()!]);
        if (!type.IsGenericType || !Makers.TryGetValue(type.GetGenericTypeDefinition(), out var maker))
            return null;
        var arguments = type.GetGenericArguments();
        return Make(type, arguments.Length == 1 ? arguments[0] : typeof(KeyValuePair<,>).MakeGenericType(arguments), maker, arguments);
    }

    /// <summary>A sequence of another class, such as the result of a query or a collection expression, travels as a list.</summary>
    internal static void Normalize(ref object value, ref Type type)
    {
        (type, var convert) = Guises.GetOrAdd(type, GuiseOf);
        if (convert is not null)
            value = convert(value);
    }

    static (Type Type, Func<object, object>? Convert) GuiseOf(Type type)
    {
        if (type.IsArray || type.IsValueType || CodecBook.IsMarked(type) || type == typeof(string))
            return (type, null);
        for (var known = type; known is not null; known = known.BaseType)
            if (known.IsGenericType && Makers.ContainsKey(known.GetGenericTypeDefinition()))
                return (known, null);
        var items = Array.Find(
            type.GetInterfaces(),
            static candidate => candidate.IsGenericType && candidate.GetGenericTypeDefinition() == typeof(IEnumerable<>)
        );
        if (items is null)
            return (type, null);
        var item = items.GetGenericArguments()[0];
        var collect = typeof(Sequences).GetMethod(nameof(Collect), BindingFlags.Static | BindingFlags.NonPublic)!.MakeGenericMethod(item);
        return (typeof(List<>).MakeGenericType(item), collect.CreateDelegate<Func<object, object>>());
    }

    static object Collect<T>(object items) => ((IEnumerable<T>)items).ToList();

    internal static T[] ReadItems<T>(Reader reader)
    {
        var count = reader.Length();
        if (count == 0)
            return [];
        var items = new T[count];
        var codec = Codecs.Of<T>();
        for (var index = 0; index < count; index++)
            items[index] = codec.Read(reader);
        return items;
    }

    static Body Make(Type type, Type item, string maker, Type[] arguments)
    {
        var method = typeof(Sequences).GetMethod(maker, BindingFlags.Static | BindingFlags.NonPublic)!.MakeGenericMethod(arguments);
        return (Body)Activator.CreateInstance(typeof(SequenceBody<,>).MakeGenericType(type, item), method)!;
    }

    static T[] Identity<T>(T[] items) => items;

    static List<T> MakeList<T>(T[] items) => [.. items];

    static HashSet<T> MakeHashSet<T>(T[] items) => [.. items];

    static Queue<T> MakeQueue<T>(T[] items) => new(items);

    static SortedSet<T> MakeSortedSet<T>(T[] items) => [.. items];

    static ImmutableList<T> MakeImmutableList<T>(T[] items) => [.. items];

    static ImmutableHashSet<T> MakeImmutableHashSet<T>(T[] items) => [.. items];

    static ImmutableSortedSet<T> MakeImmutableSortedSet<T>(T[] items) => [.. items];

    static FrozenSet<T> MakeFrozenSet<T>(T[] items) => items.ToFrozenSet();

    static Dictionary<TKey, TValue> MakeDictionary<TKey, TValue>(KeyValuePair<TKey, TValue>[] items)
        where TKey : notnull => new(items);

    static SortedDictionary<TKey, TValue> MakeSortedDictionary<TKey, TValue>(KeyValuePair<TKey, TValue>[] items)
        where TKey : notnull => new(items.ToDictionary());

    static ImmutableDictionary<TKey, TValue> MakeImmutableDictionary<TKey, TValue>(KeyValuePair<TKey, TValue>[] items)
        where TKey : notnull => items.ToImmutableDictionary();

    static ImmutableSortedDictionary<TKey, TValue> MakeImmutableSortedDictionary<TKey, TValue>(KeyValuePair<TKey, TValue>[] items)
        where TKey : notnull => items.ToImmutableSortedDictionary();

    static FrozenDictionary<TKey, TValue> MakeFrozenDictionary<TKey, TValue>(KeyValuePair<TKey, TValue>[] items)
        where TKey : notnull => items.ToFrozenDictionary();
}

sealed class SequenceBody<TSequence, TItem>(MethodInfo make) : Body
    where TSequence : class, IEnumerable<TItem>
{
    readonly Func<TItem[], TSequence> _make = make.CreateDelegate<Func<TItem[], TSequence>>();

    internal override void Write(Writer writer, object value)
    {
        var items = value as TItem[] ?? ((TSequence)value).ToArray();
        writer.Unsigned((ulong)items.Length);
        var codec = Codecs.Of<TItem>();
        foreach (var item in items)
            codec.Write(writer, item);
    }

    internal override object Read(Reader reader) => _make(Sequences.ReadItems<TItem>(reader));
}
