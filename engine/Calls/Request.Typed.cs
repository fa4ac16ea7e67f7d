using System.Runtime.CompilerServices;
using Orleans.Codec;

namespace Orleans.Runtime;

/// <summary>Nothing, as a result.</summary>
readonly struct Nothing;

/// <summary>A call with a result. The builder is the cheapest source of a task: no completion source beside it.</summary>
abstract class Request<T> : Request
{
    AsyncTaskMethodBuilder<T> _answer = AsyncTaskMethodBuilder<T>.Create();
    T? _result;

    // Read once before the call is sent, so that the promise exists when it is answered on another thread.
    internal Task<T> Promise => _answer.Task;

    internal override Task Answer => _answer.Task;

    internal override object? Result
    {
        get => typeof(T) == typeof(Nothing) ? null : _result;
        set => _result = value is null ? default : (T)value;
    }

    internal override void Keep(Task result) => _result = typeof(T) == typeof(Nothing) ? default : Unsafe.As<Task<T>>(result).Result;

    internal override void EncodeResult(Writer writer) => Codecs.Write(writer, _result!);

    internal override void DecodeResult(Reader reader) => _result = Codecs.Read<T>(reader);

    protected override void SetResult() => _answer.SetResult(_result!);

    protected override void SetFault(Exception fault) => _answer.SetException(fault);
}
