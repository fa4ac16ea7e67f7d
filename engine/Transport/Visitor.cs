using System.Collections.Concurrent;
using Orleans.Clustering;
using Orleans.Codec;
using Orleans.Runtime;

namespace Orleans.Transport;

/// <summary>Somebody who has connected to this silo: takes his calls, gives back answers.</summary>
sealed class Visitor(Network network, Wire wire, SiloAddress? silo) : ITakesFrames
{
    readonly ConcurrentDictionary<long, Request> _cancellable = new();
    View? _knownIn;
    long _lastCall;

    internal bool IsSilo => silo is not null;

    internal Task Run() => wire.Run(this, Bounds.UntakenBytes);

    internal void Beat() => wire.Beat();

    internal void Abort() => wire.Abort();

    /// <summary>Answers are out; what is read from now on is not looked at, and the other side learns which calls that were.</summary>
    internal void Leave()
    {
        lock (_cancellable)
        {
            wire.Post(FrameKind.Goodbye, _lastCall, default);
            _lastCall = long.MaxValue;
        }
        wire.Finish();
    }

    /// <summary>He is gone: nobody waits for what may be cancelled.</summary>
    internal void Gone()
    {
        foreach (var request in _cancellable.Values)
            request.Cancellation!.CancelFromAfar();
    }

    public void Take(FrameKind kind, long number, ReadOnlyMemory<byte> body)
    {
        if (kind == FrameKind.Request)
            Call(number, body);
        else if (kind == FrameKind.Cancel && _cancellable.TryGetValue(number, out var request))
            request.Cancellation!.CancelFromAfar();
        else if (kind == FrameKind.Tell)
            network.Cluster.Heard(number);
    }

    void Call(long call, ReadOnlyMemory<byte> body)
    {
        lock (_cancellable)
        {
            if (call <= _lastCall)
                return;
            _lastCall = call;
            try
            {
                var reader = new Reader(body, network.References);
                var head = CallFrame.ReadHead(reader);
                var far = CallFrame.Read(head, reader);
                far.Size = Bounds.BytesPerCall + body.Length;
                far.Arrival = new(this, call, head.Source);
                if (head.CanBeCancelled)
                    _cancellable[call] = far;
                network.Admit(far, this, head.View);
            }
            catch (Exception fault)
            {
                Fail(call, fault);
            }
        }
    }

    /// <summary>A silo commands others only as a member of the view.</summary>
    internal bool IsKnown(View view)
    {
        if (silo is null || view == Volatile.Read(ref _knownIn))
            return true;
        if (!view.Has(silo))
            return false;
        Volatile.Write(ref _knownIn, view);
        return true;
    }

    internal void Forget(long call) => _cancellable.TryRemove(call, out _);

    internal void Post(FrameKind kind, long call, ReadOnlySpan<byte> body) => wire.Post(kind, call, body);

    internal void Reject(long call, string reason)
    {
        var writer = Scratch.Writer();
        writer.Unsigned((ulong)network.Cluster.View.Number);
        writer.Text(reason);
        wire.Post(FrameKind.Rejected, call, writer.Written.Span);
    }

    internal void Fail(long call, Exception fault)
    {
        var writer = Scratch.Writer();
        try
        {
            Codecs.Write(writer, fault);
        }
        catch (Exception other)
        {
            // An exception that cannot travel: the caller learns that.
            writer = Scratch.Writer();
            Codecs.Write(writer, other);
        }
        wire.Post(FrameKind.Fault, call, writer.Written.Span);
    }
}
