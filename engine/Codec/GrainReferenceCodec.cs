using Orleans.Runtime;

namespace Orleans.Codec;

/// <summary>A reference to a grain: who, and through which interface.</summary>
sealed class GrainReferenceCodec<T> : ValueCodec<T?>
    where T : class
{
    internal override void Write(Writer writer, T? value)
    {
        writer.Byte(value is null ? Form.Nothing : Form.Exact);
        if (value is null)
            return;
        Codecs.Write(writer, ((IAddressable)value).GetGrainId());
        TypeNames.Write(writer, value is GrainProxy proxy ? proxy.Shape.Interface : typeof(T));
    }

    internal override T? Read(Reader reader)
    {
        if (reader.Byte() == Form.Nothing)
            return null;
        var id = Codecs.Read<GrainId>(reader);
        return (T)(object)reader.References.Make(TypeNames.Read(reader, typeof(T)), id);
    }
}
