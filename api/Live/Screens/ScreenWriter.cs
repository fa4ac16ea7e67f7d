using System.Buffers;
using System.IO.Pipelines;
using System.Net.WebSockets;

namespace Watchfloor.Live;

/// <summary>
/// What the hub writes until it flushes is one message of the WebSocket, sent by the thread that flushes. One writes at a time; the hub sees to that.
/// </summary>
sealed class ScreenWriter(WebSocket socket, TimeProvider time) : PipeWriter
{
    const int Least = 256;

    byte[] _buffer = [];
    int _count;
    ReadOnlyMemory<byte> _whole;
    long _began; // of a send under way; 0: none

    /// <summary>For how long the other end has not taken what was sent.</summary>
    public TimeSpan Waits => Volatile.Read(ref _began) is var began and not 0 ? time.GetElapsedTime(began) : TimeSpan.Zero;

    /// <summary>How a socket says that it is no more, here or at the other end.</summary>
    public static bool IsGone(Exception fault) => fault is WebSocketException or OperationCanceledException or ObjectDisposedException;

    /// <summary>Sends a message that is whole, and that others get as well, with the next flush, as it is.</summary>
    public void Send(ReadOnlyMemory<byte> message) => _whole = message;

    public override void Advance(int bytes) => _count += bytes;

    public override Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public override Memory<byte> GetMemory(int sizeHint = 0)
    {
        var needed = _count + Math.Max(sizeHint, Least);
        if (needed > _buffer.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, 2 * _buffer.Length));
            _buffer.AsSpan(0, _count).CopyTo(larger);
            GiveBack();
            _buffer = larger;
        }
        return _buffer.AsMemory(_count);
    }

    public override async ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
    {
        var message = _whole.IsEmpty ? _buffer.AsMemory(0, _count) : _whole;
        try
        {
            Volatile.Write(ref _began, time.GetTimestamp());
            if (message.Length > 0)
                await socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
            return new(isCanceled: false, isCompleted: false);
        }
        catch (Exception gone) when (IsGone(gone))
        {
            return new(isCanceled: false, isCompleted: true); // whoever listens to the screen hears it too, and ends the connection
        }
        finally
        {
            Volatile.Write(ref _began, 0);
            (_whole, _count) = (default, 0);
            GiveBack();
        }
    }

    /// <summary>Tears away only a send that is stuck: what was sent, a goodbye among it, shall arrive.</summary>
    public override void CancelPendingFlush()
    {
        if (Volatile.Read(ref _began) != 0)
            socket.Abort();
    }

    public override void Complete(Exception? exception = null)
    {
        // each flush gives back what it sent
    }

    void GiveBack()
    {
        if (_buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }
}
