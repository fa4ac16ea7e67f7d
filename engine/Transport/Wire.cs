using System.Buffers;
using System.Diagnostics;
using System.IO.Pipelines;

namespace Orleans.Transport;

/// <summary>Whoever looks at the frames of a connection, one after the other. The bytes of a body are his only until he returns.</summary>
interface ITakesFrames
{
    void Take(FrameKind kind, long number, ReadOnlyMemory<byte> body);
}

/// <summary>
/// One connection after its handshake: frames in both directions. Frames that wait while a write is under way go out together with the next.
/// It knows which bytes were never handed to the socket, and that nothing came for some time.
/// </summary>
sealed class Wire(Stream stream) : IDisposable
{
    /// <summary>So many heartbeats without a byte of the other side, and it is given up.</summary>
    const int MostSilentBeats = 6;

    /// <summary>So many without a byte that the other side takes of what waits for it, while we read no more because of that.</summary>
    const int MostStuckBeats = 60;

    readonly Lock _gate = new();
    readonly Pipe _out = new(
        new(
            pauseWriterThreshold: 0,
            resumeWriterThreshold: 1,
            minimumSegmentSize: 64 * 1024,
            readerScheduler: PipeScheduler.ThreadPool,
            useSynchronizationContext: false
        )
    );
    readonly CancellationTokenSource _end = new();
    bool _isClosed;
    int _aborted;
    long _posted;
    long _handedOver;
    long _written;
    int _silentBeats;
    int _stuckBeats;
    long _writtenAtBeat;
    volatile bool _isReading;
    int _quietBeats;
    TaskCompletionSource? _drained;

    /// <summary>Bytes before this one may have reached the other side; those behind it certainly did not.</summary>
    internal long HandedOver => Volatile.Read(ref _handedOver);

    /// <summary>Bytes that wait to be written.</summary>
    internal long Waiting => Volatile.Read(ref _posted) - Volatile.Read(ref _written);

    /// <summary>It was given up because nothing came.</summary>
    internal bool WasSilent { get; private set; }

    /// <summary>Where the frame begins in the stream of bytes; negative when nothing can be sent any more.</summary>
    internal long Post(FrameKind kind, long number, ReadOnlySpan<byte> body)
    {
        lock (_gate)
        {
            if (_isClosed)
                return -1;
            var start = _posted;
            var span = _out.Writer.GetSpan(Frames.Header + body.Length);
            Frames.WriteHeader(span, kind, number, body.Length);
            body.CopyTo(span[Frames.Header..]);
            _out.Writer.Advance(Frames.Header + body.Length);
            Volatile.Write(ref _posted, start + Frames.Header + body.Length);
            _quietBeats = 0;
            // Without a threshold it never waits: it only wakes the loop that writes.
            var flushed = _out.Writer.FlushAsync();
            return flushed.IsCompleted ? start : throw new UnreachableException();
        }
    }

    /// <summary>Completes when less than so many bytes wait.</summary>
    internal Task Below(long bytes)
    {
        lock (_gate)
            return _isClosed || Waiting < bytes
                ? Task.CompletedTask
                : (_drained ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
    }

    /// <summary>Both directions until one ends; throws what ended it, nothing when the other side hung up.</summary>
    internal async Task Run(ITakesFrames taker, long mostWaiting)
    {
        var writing = Write();
        try
        {
            await Read(taker, mostWaiting);
        }
        finally
        {
            Abort();
            await writing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Sends what waits, then hangs up; the other side answers by doing the same.</summary>
    internal void Finish()
    {
        lock (_gate)
        {
            if (_isClosed)
                return;
            _isClosed = true;
            _out.Writer.Complete();
        }
    }

    /// <summary>Ends at once, whatever waits.</summary>
    internal void Abort()
    {
        if (Interlocked.Exchange(ref _aborted, 1) != 0)
            return;
        Finish();
        _end.Cancel();
        stream.Dispose();
        Drained();
    }

    /// <summary>Once a second: says that we are there unless something else did. A silent other side is given up.</summary>
    internal void Beat()
    {
        // Beats are counted, not seconds: who stood still himself does not blame the other. Nor does who does not listen.
        if (_isReading ? Interlocked.Increment(ref _silentBeats) > MostSilentBeats : IsStuck())
        {
            WasSilent = true;
            Abort();
        }
        else if (Interlocked.Increment(ref _quietBeats) > 1)
            Post(FrameKind.Ping, 0, default);
    }

    bool IsStuck()
    {
        var written = Volatile.Read(ref _written);
        _stuckBeats = written == _writtenAtBeat ? _stuckBeats + 1 : 0;
        _writtenAtBeat = written;
        return _stuckBeats > MostStuckBeats;
    }

    public void Dispose()
    {
        Abort();
        _end.Dispose();
    }

    async Task Read(ITakesFrames taker, long mostWaiting)
    {
        var reader = PipeReader.Create(stream, new(bufferSize: 64 * 1024, minimumReadSize: 4 * 1024, leaveOpen: true));
        while (true)
        {
            _isReading = true;
            var read = await reader.ReadAsync(_end.Token);
            _isReading = false;
            (_silentBeats, _stuckBeats) = (0, 0);
            var bytes = read.Buffer;
            while (Frames.TryRead(ref bytes, out var kind, out var number, out var body))
                Hand(taker, kind, number, body);
            reader.AdvanceTo(bytes.Start, bytes.End);
            if (read.IsCompleted)
                return;
            // Whoever does not take answers gets no more work done.
            if (Waiting > mostWaiting)
                await Below(mostWaiting).WaitAsync(_end.Token);
        }
    }

    static void Hand(ITakesFrames taker, FrameKind kind, long number, ReadOnlySequence<byte> body)
    {
        if (body.IsSingleSegment)
        {
            taker.Take(kind, number, body.First);
            return;
        }
        var length = (int)body.Length;
        var whole = ArrayPool<byte>.Shared.Rent(length);
        body.CopyTo(whole);
        taker.Take(kind, number, whole.AsMemory(0, length));
        ArrayPool<byte>.Shared.Return(whole);
    }

    async Task Write()
    {
        try
        {
            while (true)
            {
                var waiting = await _out.Reader.ReadAsync();
                foreach (var part in waiting.Buffer)
                {
                    Volatile.Write(ref _handedOver, _handedOver + part.Length);
                    await stream.WriteAsync(part, _end.Token);
                    Volatile.Write(ref _written, _written + part.Length);
                }
                _out.Reader.AdvanceTo(waiting.Buffer.End);
                Drained();
                if (waiting.IsCompleted)
                    break;
            }
            await HangUp();
        }
        catch (Exception fault) when (fault is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // The loop that reads learns of it as well and tells.
            Abort();
        }
        await _out.Reader.CompleteAsync();
    }

    async Task HangUp()
    {
        if (stream is System.Net.Security.SslStream secured)
            await secured.ShutdownAsync();
        else if (stream is System.Net.Sockets.NetworkStream plain)
            plain.Socket.Shutdown(System.Net.Sockets.SocketShutdown.Send);
    }

    void Drained()
    {
        if (Volatile.Read(ref _drained) is null)
            return;
        TaskCompletionSource? drained;
        lock (_gate)
            (drained, _drained) = (_drained, null);
        drained?.TrySetResult();
    }
}
