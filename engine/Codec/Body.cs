using System.Collections.Concurrent;

namespace Orleans.Codec;

/// <summary>Knows how objects of one exact reference type travel.</summary>
abstract class Body
{
    static readonly ConcurrentDictionary<Type, Body> Known = new(BasicBodies.All);

    internal abstract void Write(Writer writer, object value);

    internal abstract object Read(Reader reader);

    internal static Body Of(Type type)
    {
        if (Known.TryGetValue(type, out var known))
            return known;
        return Known.GetOrAdd(type, Choose(type));
    }

    static Body Choose(Type type)
    {
        if (Sequences.BodyOf(type) is { } sequence)
            return sequence;
        if (typeof(Exception).IsAssignableFrom(type))
            return ExceptionBody.For(type);
        var marked =
            CodecBook.IsMarked(type) || (type.IsGenericType && type.FullName!.StartsWith("System.Tuple`", StringComparison.Ordinal));
        return marked && !type.IsAbstract
            ? (Body)Activator.CreateInstance(typeof(RecordBody<>).MakeGenericType(type), nonPublic: true)!
            : throw Codecs.NotFound(type);
    }
}

/// <summary>A body of two functions.</summary>
sealed class FunctionBody<T>(Action<Writer, T> write, Func<Reader, T> read) : Body
    where T : class
{
    internal override void Write(Writer writer, object value) => write(writer, (T)value);

    internal override object Read(Reader reader) => read(reader);
}
