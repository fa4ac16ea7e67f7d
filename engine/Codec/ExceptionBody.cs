using System.Runtime.CompilerServices;

namespace Orleans.Codec;

/// <summary>
/// Exceptions: message, cause and trace always, the numbered members of marked ones besides. Those of the framework cross by name; any
/// other unmarked one does not.
/// </summary>
static class ExceptionBody
{
    internal static Body For(Type type)
    {
        var isMarked = CodecBook.IsMarked(type);
        var isFramework = type.Namespace is { } name && (name.Split('.')[0] is "System" or "Microsoft");
        if (!isMarked && !isFramework)
            throw Codecs.NotFound(type);
        return (Body)Activator.CreateInstance(typeof(ExceptionBody<>).MakeGenericType(type))!;
    }

    internal static void SetState(Exception exception, string message, Exception? cause, string? trace, int result)
    {
        Message(exception) = message;
        Cause(exception) = cause;
        Trace(exception) = trace;
        exception.HResult = result;
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_message")]
    static extern ref string Message(Exception exception);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_innerException")]
    static extern ref Exception? Cause(Exception exception);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_remoteStackTraceString")]
    static extern ref string? Trace(Exception exception);
}

sealed class ExceptionBody<T> : Body
    where T : Exception
{
    readonly Members<T> _members = new();

    internal override void Write(Writer writer, object value)
    {
        var exception = (T)value;
        writer.Text(exception.Message);
        Codecs.Write(writer, exception.InnerException);
        Codecs.Write(writer, exception.StackTrace);
        Codecs.Write(writer, exception.HResult);
        Codecs.Write(writer, (exception as AggregateException)?.InnerExceptions.ToArray());
        _members.Write(writer, ref exception);
    }

    internal override object Read(Reader reader)
    {
        var message = reader.Text();
        var cause = Codecs.Read<Exception?>(reader);
        var trace = Codecs.Read<string?>(reader);
        var result = Codecs.Read<int>(reader);
        var causes = Codecs.Read<Exception[]?>(reader);
        var exception = typeof(T) == typeof(AggregateException) ? (T)(object)new AggregateException(causes ?? []) : Blank<T>.Make();
        ExceptionBody.SetState(exception, message, cause, trace is null ? null : trace + Environment.NewLine, result);
        _members.Read(reader, ref exception);
        return exception;
    }
}
