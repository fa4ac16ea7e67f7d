using Orleans.Serialization;

namespace Orleans.Codec;

/// <summary>A reference: nothing, exactly the declared type, or a type that derives from it and is named.</summary>
sealed class ReferenceCodec<T> : ValueCodec<T?>
    where T : class
{
    Body? _exact;

    internal override void Write(Writer writer, T? value)
    {
        if (value is null)
        {
            writer.Byte(Form.Nothing);
            return;
        }
        Form.Enter(ref writer.Depth);
        object written = value;
        var type = value.GetType();
        if (type == typeof(T))
        {
            var body = _exact ??= Body.Of(type);
            writer.Byte(Form.Exact);
            body.Write(writer, value);
        }
        else
        {
            Sequences.Normalize(ref written, ref type);
            var body = Body.Of(type);
            writer.Byte(Form.Named);
            TypeNames.Write(writer, type);
            body.Write(writer, written);
        }
        writer.Depth--;
    }

    internal override T? Read(Reader reader)
    {
        var form = reader.Byte();
        if (form == Form.Nothing)
            return null;
        Form.Enter(ref reader.Depth);
        var body = form == Form.Exact ? _exact ??= Body.Of(typeof(T)) : Body.Of(TypeNames.Read(reader, typeof(T)));
        var value = (T)body.Read(reader);
        reader.Depth--;
        return value;
    }
}

/// <summary>A value of any type that can travel.</summary>
sealed class ObjectCodec : ValueCodec<object?>
{
    internal override void Write(Writer writer, object? value)
    {
        if (value is null)
        {
            writer.Byte(Form.Nothing);
            return;
        }
        Form.Enter(ref writer.Depth);
        var type = value.GetType();
        Sequences.Normalize(ref value, ref type);
        if (type == typeof(object))
            throw Codecs.NotFound(type);
        writer.Byte(Form.Named);
        TypeNames.Write(writer, type);
        if (type.IsValueType)
            CodecBook.Make(type).WriteObject(writer, value);
        else
            Body.Of(type).Write(writer, value);
        writer.Depth--;
    }

    internal override object? Read(Reader reader)
    {
        if (reader.Byte() == Form.Nothing)
            return null;
        Form.Enter(ref reader.Depth);
        var type = TypeNames.Read(reader, typeof(object));
        var value = type.IsValueType ? CodecBook.Make(type).ReadObject(reader) : Body.Of(type).Read(reader);
        reader.Depth--;
        return value;
    }
}

/// <summary>What stands before a reference.</summary>
static class Form
{
    internal const byte Nothing = 0;
    internal const byte Exact = 1;
    internal const byte Named = 2;

    const int Deepest = 200;

    internal static void Enter(ref int depth)
    {
        if (++depth > Deepest)
            throw new SerializerException($"A value is nested deeper than {Deepest} levels, or holds itself.");
    }
}
