using Orleans.Codec;
using Orleans.Runtime;

namespace Orleans.Transport;

/// <summary>The calls that went to another silo over one connection, until each is answered or the connection ends.</summary>
sealed class OpenLine(Network network, SiloAddress to, Wire wire) : ITakesFrames
{
    readonly Lock _gate = new();
    readonly Dictionary<long, Sent> _pending = [];
    long _lastCall;
    long _lastLookedAt = long.MaxValue;
    bool _isClosing;

    internal bool IsIdle
    {
        get
        {
            lock (_gate)
                return _pending.Count == 0;
        }
    }

    /// <summary>The silo has stopped as it should, and will not be back.</summary>
    internal bool HasSaidGoodbye => Volatile.Read(ref _lastLookedAt) != long.MaxValue;

    internal Task Run() => wire.Run(this, long.MaxValue);

    internal void Beat() => wire.Beat();

    internal void Tell(long view) => wire.Post(FrameKind.Tell, view, default);

    internal void Abort() => wire.Abort();

    /// <summary>False when it goes over this connection no more.</summary>
    internal bool TrySend(Request request)
    {
        if (request.IsAnswered)
            return true;
        if (request.IsStray || !network.MayCall(request))
        {
            network.Again(request, 0, 0, null);
            return true;
        }
        var view = network.Cluster.View.Number;
        var writer = Scratch.Writer();
        request.Sends++;
        try
        {
            CallFrame.Write(writer, request, view);
        }
        catch (Exception fault)
        {
            Refuse(request, fault);
            return true;
        }
        long call;
        lock (_gate)
        {
            if (_isClosing)
                return false;
            if (Refusal(request, writer) is { } refusal)
            {
                Refuse(request, refusal);
                return true;
            }
            call = ++_lastCall;
            var start = wire.Post(FrameKind.Request, call, writer.Written.Span);
            if (start < 0)
                return false;
            _pending.Add(call, new(request, start, view));
        }
        request.Cancellation?.Sent(this, call);
        return true;
    }

    /// <summary>Whoever sends one way learns it while he sends; what others do about it is no matter of this connection's locks.</summary>
    static void Refuse(Request request, Exception fault)
    {
        if (request.Method.OneWay)
            request.Fail(fault);
        else
            Complete(request, fault);
    }

    Exception? Refusal(Request request, Writer writer)
    {
        var what = $"{request.TargetId} {request.Describe()}";
        if (writer.Written.Length > Frames.Longest)
            return new OrleansException($"{what} is longer than {Frames.Longest} bytes and did not run.");
        return wire.Waiting > Bounds.UnsentBytes
            ? new LimitExceededException($"The connection to {to} is overloaded: {wire.Waiting} bytes wait. {what} did not run.")
            : null;
    }

    internal void Cancel(long call) => wire.Post(FrameKind.Cancel, call, default);

    public void Take(FrameKind kind, long number, ReadOnlyMemory<byte> body)
    {
        if (kind == FrameKind.Goodbye)
            Leave(number);
        else if (kind is FrameKind.Result or FrameKind.Fault or FrameKind.Moved or FrameKind.Rejected or FrameKind.Taken)
            if (Remove(number) is { } sent)
                Answered(kind, sent, body);
    }

    Sent? Remove(long call)
    {
        lock (_gate)
            return _pending.Remove(call, out var sent) ? sent : null;
    }

    void Answered(FrameKind kind, Sent sent, ReadOnlyMemory<byte> body)
    {
        var request = sent.Request;
        var reader = new Reader(body, network.References);
        try
        {
            if (kind == FrameKind.Result)
            {
                request.DecodeResult(reader);
                Complete(request, null);
            }
            else if (kind == FrameKind.Fault)
                Complete(request, Codecs.Read<Exception>(reader));
            else if (kind != FrameKind.Taken)
                network.Again(request, sent.View, (long)reader.Unsigned(), kind == FrameKind.Rejected ? reader.Text() : null);
        }
        catch (Exception fault)
        {
            Complete(request, fault);
        }
    }

    /// <summary>A grain goes on in its own turn; anybody else goes on somewhere, but not where answers are read.</summary>
    static void Complete(Request request, Exception? fault)
    {
        if (fault is not null)
            ThreadPool.UnsafeQueueUserWorkItem(static call => call.Request.Fail(call.Fault), (Request: request, Fault: fault), true);
        else if (request.Caller is not null)
            request.Complete();
        else
            ThreadPool.UnsafeQueueUserWorkItem(static request => request.Complete(), request, preferLocal: true);
    }

    void Leave(long lastLookedAt)
    {
        lock (_gate)
            (_isClosing, _lastLookedAt) = (true, lastLookedAt);
    }

    /// <summary>The connection is over. What certainly did not run, or only reads, is sent again; the rest may have run.</summary>
    internal void Settle()
    {
        KeyValuePair<long, Sent>[] left;
        lock (_gate)
        {
            _isClosing = true;
            left = [.. _pending];
            _pending.Clear();
        }
        foreach (var (call, sent) in left)
            if (call > _lastLookedAt || sent.Start >= wire.HandedOver || sent.Request.ReadOnly)
                network.Again(sent.Request, sent.View, 0, null);
            else
                Complete(sent.Request, MayHaveRun(sent.Request));
    }

    OrleansException MayHaveRun(Request request) =>
        new($"The connection to {to} was lost before {request.Describe()} of {request.TargetId} was answered. The call may have run.");

    /// <summary>The calls whose callers have waited long enough.</summary>
    internal void Expire(long now, List<Request> late, bool alsoCancel)
    {
        lock (_gate)
            foreach (var (call, sent) in _pending)
            {
                if (sent.Request.Deadline == 0 || sent.Request.Deadline > now)
                    continue;
                late.Add(sent.Request);
                if (alsoCancel && sent.Request.Cancellation is not null)
                    Cancel(call);
                _pending.Remove(call);
            }
    }

    readonly record struct Sent(Request Request, long Start, long View);
}
