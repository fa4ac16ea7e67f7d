using System.Diagnostics;
using Orleans.Codec;
using Orleans.Runtime;

namespace Orleans.Transport;

/// <summary>What stands before the arguments of a call. Later versions may write more at its end; a reader skips what it does not know.</summary>
readonly record struct CallHead(
    GrainId Target,
    NamedMethod Method,
    GrainId? Source,
    long View,
    TimeSpan TimeLeft,
    int Sends,
    bool CanBeCancelled,
    string? Trace,
    Dictionary<string, object>? Context
);

/// <summary>A call as bytes.</summary>
static class CallFrame
{
    static readonly ActivitySource Activities = new("Microsoft.Orleans.Application");

    internal static void Write(Writer writer, Request request, long view)
    {
        var trace = request.Activity is { IdFormat: ActivityIdFormat.W3C, Id: { } id } ? id : null;
        var source = request.SourceId;
        var head = writer.OpenBlock();
        writer.Byte(
            (byte)(
                (request.Cancellation is null ? 0 : Flag.CanBeCancelled)
                | (request.Context is null ? 0 : Flag.HasContext)
                | (trace is null ? 0 : Flag.HasTrace)
                | (source is null ? 0 : Flag.HasSource)
            )
        );
        writer.Unsigned((ulong)view);
        writer.Unsigned(request.Deadline == 0 ? 0 : (ulong)Math.Max(1, request.Deadline - Environment.TickCount64));
        writer.Unsigned((ulong)request.Sends);
        writer.Text(request.TargetId.Type.ToString());
        writer.Text(request.TargetId.Key.ToString());
        writer.Block(request.Method.WireName);
        if (source is { } grain)
        {
            writer.Text(grain.Type.ToString());
            writer.Text(grain.Key.ToString());
        }
        if (trace is not null)
            writer.Text(trace);
        if (request.Context is not null)
            Codecs.Write(writer, request.Context);
        writer.CloseBlock(head);
        request.Encode(writer);
    }

    internal static CallHead ReadHead(Reader reader)
    {
        var length = reader.OpenBlock();
        var end = reader.Position + length;
        int flags = reader.Byte();
        var view = (long)reader.Unsigned();
        var timeLeft = TimeSpan.FromMilliseconds(Math.Min(reader.Unsigned(), int.MaxValue));
        var sends = (int)Math.Min(reader.Unsigned(), int.MaxValue / 2);
        var target = GrainId.Create(reader.Text(), reader.Text());
        var method = MethodNames.Find(reader.Block());
        GrainId? source = (flags & Flag.HasSource) == 0 ? null : GrainId.Create(reader.Text(), reader.Text());
        var trace = (flags & Flag.HasTrace) == 0 ? null : reader.Text();
        var context = (flags & Flag.HasContext) == 0 ? null : Codecs.Read<Dictionary<string, object>?>(reader);
        reader.Skip(end - reader.Position);
        return new(target, method, source, view, timeLeft, sends, (flags & Flag.CanBeCancelled) != 0, trace, context);
    }

    /// <summary>The call on this side, ready to be dispatched.</summary>
    internal static Request Read(CallHead head, Reader reader)
    {
        var far = head.Method.Method.Blank();
        far.Decode(reader);
        far.Method = head.Method.Method;
        far.Proxy = reader.References.Make(head.Method.Interface, head.Target);
        far.Context = head.Context;
        far.Sends = head.Sends;
        far.Patience = head.TimeLeft;
        far.Deadline = head.TimeLeft > TimeSpan.Zero ? Environment.TickCount64 + (long)head.TimeLeft.TotalMilliseconds : 0;
        if (head.CanBeCancelled)
            far.Cancellation = new(far, default);
        if (head.Trace is not null)
            far.Activity = Continue(head.Trace, far.Describe());
        return far;
    }

    static Activity Continue(string trace, string name)
    {
        var activity = Activities.CreateActivity(name, ActivityKind.Server, trace) ?? new Activity(name).SetParentId(trace);
        activity.Start();
        // It goes on in the turn, not here.
        Activity.Current = null;
        return activity;
    }

    static class Flag
    {
        internal const int CanBeCancelled = 1;
        internal const int HasContext = 2;
        internal const int HasTrace = 4;
        internal const int HasSource = 8;
    }
}
