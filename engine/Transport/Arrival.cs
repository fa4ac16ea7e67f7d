using System.Diagnostics;
using Orleans.Codec;
using Orleans.Runtime;

namespace Orleans.Transport;

/// <summary>What a call that came over a connection is more than one of this silo: where its answer goes, and who sent it.</summary>
sealed class Arrival(Visitor visitor, long call, GrainId? source)
{
    /// <summary>The grain that called, if one did.</summary>
    internal GrainId? Source => source;

    internal bool IsFromSilo => visitor.IsSilo;

    /// <summary>The sender has been told that it is here: should the grain move, it goes on from here.</summary>
    internal bool IsTaken { get; private set; }

    internal void Answer(Request request)
    {
        End(request);
        if (request.Method.OneWay)
            return;
        var writer = Scratch.Writer();
        try
        {
            request.EncodeResult(writer);
            if (writer.Written.Length > Frames.Longest)
                throw new OrleansException(
                    $"The answer of {request.Describe()} of {request.TargetId} is longer than {Frames.Longest} bytes."
                );
        }
        catch (Exception fault)
        {
            Fail(request, fault);
            return;
        }
        visitor.Post(FrameKind.Result, call, writer.Written.Span);
    }

    internal void Fail(Request request, Exception fault)
    {
        End(request);
        if (request.DidNotRun)
            visitor.Reject(call, fault.Message);
        else if (request.Method.OneWay)
            Taken(); // the sender is to forget it
        else
            visitor.Fail(call, fault);
    }

    /// <summary>A one-way call is in its mailbox.</summary>
    internal void Taken()
    {
        if (IsTaken)
            return;
        IsTaken = true;
        visitor.Post(FrameKind.Taken, call, default);
    }

    internal void Moved(Request request, long view)
    {
        if (!request.TryAnswer())
            return;
        End(request);
        var writer = Scratch.Writer();
        writer.Unsigned((ulong)view);
        visitor.Post(FrameKind.Moved, call, writer.Written.Span);
    }

    void End(Request request)
    {
        if (request.Cancellation is not null)
            visitor.Forget(call);
        if (request.Activity is not { } activity)
            return;
        var current = Activity.Current;
        activity.Stop();
        Activity.Current = current == activity ? null : current;
    }
}

/// <summary>One writer per thread, for messages that are copied to a connection as soon as they are complete.</summary>
static class Scratch
{
    const int MostKept = 256 * 1024;

    [ThreadStatic]
    static Writer? s_writer;

    internal static Writer Writer()
    {
        if (s_writer is not { } writer || !writer.TryClear(MostKept))
            s_writer = writer = new();
        return writer;
    }
}
