namespace Orleans.Codec;

/// <summary>Knows how the values of one declared type travel.</summary>
abstract class ValueCodec
{
    /// <summary>The value is one variable-length number: it can be skipped without a length before it.</summary>
    internal virtual bool IsNumber => false;

    internal abstract void WriteObject(Writer writer, object value);

    internal abstract object ReadObject(Reader reader);
}

/// <inheritdoc cref="ValueCodec"/>
abstract class ValueCodec<T> : ValueCodec
{
    internal abstract void Write(Writer writer, T value);

    internal abstract T Read(Reader reader);

    internal override void WriteObject(Writer writer, object value) => Write(writer, (T)value);

    internal override object ReadObject(Reader reader) => Read(reader)!;
}

/// <summary>A codec of two functions.</summary>
sealed class FunctionCodec<T>(Action<Writer, T> write, Func<Reader, T> read, bool isNumber = false) : ValueCodec<T>
{
    internal override bool IsNumber => isNumber;

    internal override void Write(Writer writer, T value) => write(writer, value);

    internal override T Read(Reader reader) => read(reader);
}
