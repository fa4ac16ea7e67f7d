using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Orleans.Codec;

/// <summary>A struct by its numbered members.</summary>
sealed class StructCodec<T> : ValueCodec<T>
    where T : struct
{
    readonly Members<T> _members = new();

    internal override void Write(Writer writer, T value) => _members.Write(writer, ref value);

    internal override T Read(Reader reader)
    {
        T value = default;
        _members.Read(reader, ref value);
        return value;
    }
}

sealed class NullableCodec<T> : ValueCodec<T?>
    where T : struct
{
    internal override void Write(Writer writer, T? value)
    {
        writer.Byte(value is null ? Form.Nothing : Form.Exact);
        if (value is { } present)
            Codecs.Write(writer, present);
    }

    internal override T? Read(Reader reader) => reader.Byte() == Form.Nothing ? null : Codecs.Read<T>(reader);

    internal override object ReadObject(Reader reader) => Read(reader)!;
}

sealed class EnumCodec<T> : ValueCodec<T>
    where T : struct, Enum
{
    static readonly bool IsWide = Unsafe.SizeOf<T>() == 8;

    internal override bool IsNumber => true;

    internal override void Write(Writer writer, T value) => writer.Signed(IsWide ? Unsafe.As<T, long>(ref value) : Convert.ToInt64(value));

    internal override T Read(Reader reader) => (T)Enum.ToObject(typeof(T), reader.Signed());
}

sealed class PairCodec<TKey, TValue> : ValueCodec<KeyValuePair<TKey, TValue>>
{
    internal override void Write(Writer writer, KeyValuePair<TKey, TValue> value)
    {
        Codecs.Write(writer, value.Key);
        Codecs.Write(writer, value.Value);
    }

    internal override KeyValuePair<TKey, TValue> Read(Reader reader) => new(Codecs.Read<TKey>(reader), Codecs.Read<TValue>(reader));
}

/// <summary>A default array stays a default one.</summary>
sealed class ImmutableArrayCodec<T> : ValueCodec<ImmutableArray<T>>
{
    internal override void Write(Writer writer, ImmutableArray<T> value)
    {
        writer.Byte(value.IsDefault ? Form.Nothing : Form.Exact);
        if (value.IsDefault)
            return;
        writer.Unsigned((ulong)value.Length);
        var codec = Codecs.Of<T>();
        foreach (var item in value)
            codec.Write(writer, item);
    }

    internal override ImmutableArray<T> Read(Reader reader) =>
        reader.Byte() == Form.Nothing
            ? default
            : System.Runtime.InteropServices.ImmutableCollectionsMarshal.AsImmutableArray(Sequences.ReadItems<T>(reader));
}
