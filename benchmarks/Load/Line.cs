using System.Buffers;
using System.Net;
using System.Net.Sockets;

namespace Watchfloor.Benchmarks;

/// <summary>One connection that sends a request and waits for its answer.</summary>
interface ILine : IDisposable
{
    /// <summary>Of the last answer.</summary>
    ReadOnlySpan<byte> Body { get; }

    /// <summary>The status of the answer.</summary>
    int Exchange(ReadOnlySpan<byte> request);
}

/// <summary>
/// One connection that sends an HTTP request and waits for its answer, on a thread of its own: two calls of the system and nothing that
/// is shared with others.
/// </summary>
sealed class Line : ILine
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    readonly ArrayBufferWriter<byte> _body = new(16_384);
    byte[] _received = new byte[16_384];

    public Line(Uri address)
    {
        _socket.ReceiveTimeout = (int)Patience.TotalMilliseconds;
        _socket.Connect(IPAddress.Loopback, address.Port);
    }

    /// <summary>Of the last answer.</summary>
    public ReadOnlySpan<byte> Body => _body.WrittenSpan;

    /// <summary>The status of the answer.</summary>
    public int Exchange(ReadOnlySpan<byte> request)
    {
        for (var sent = 0; sent < request.Length; )
            sent += _socket.Send(request[sent..]);
        for (var received = 0; ; )
        {
            if (received == _received.Length)
                Array.Resize(ref _received, received * 2);
            var more = _socket.Receive(_received.AsSpan(received));
            if (more == 0)
                throw new SocketException((int)SocketError.ConnectionReset);
            received += more;
            if (HttpAnswer.TryRead(_received.AsSpan(0, received), _body, out var status))
                return status;
        }
    }

    public void Dispose() => _socket.Dispose();
}
