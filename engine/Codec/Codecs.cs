using Orleans.Serialization;

namespace Orleans.Codec;

/// <summary>The way to the codec of a type. Emitted requests call Write and Read, so these are public on an internal class.</summary>
static class Codecs
{
    public static void Write<T>(Writer writer, T value) => Of<T>().Write(writer, value);

    public static T Read<T>(Reader reader) => Of<T>().Read(reader);

    /// <summary>One member of a record: its number, and its length unless it is a number itself, so that older readers can skip it.</summary>
    public static void WriteMember<T>(Writer writer, T value, uint id)
    {
        var codec = Of<T>();
        writer.Unsigned(((ulong)id << 1 | (codec.IsNumber ? 1UL : 0)) + 1);
        if (codec.IsNumber)
        {
            codec.Write(writer, value);
            return;
        }
        var block = writer.OpenBlock();
        codec.Write(writer, value);
        writer.CloseBlock(block);
    }

    internal static ValueCodec<T> Of<T>() => Slot<T>.Codec ??= (ValueCodec<T>)CodecBook.Make(typeof(T));

    static class Slot<T>
    {
        internal static ValueCodec<T>? Codec;
    }

    internal static CodecNotFoundException NotFound(Type type) =>
        new($"Could not find a codec for type {type}. A type that travels says [GenerateSerializer].");
}
