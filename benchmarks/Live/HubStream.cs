using System.Buffers;
using System.Net.WebSockets;
using System.Text;

namespace Watchfloor.Benchmarks;

/// <summary>The live hub as a wallboard follows it: SignalR's JSON protocol over a WebSocket, one call of the stream <c>Live</c>.</summary>
sealed class HubStream : IDisposable
{
    const byte EndOfMessage = 0x1e;

    readonly ClientWebSocket _socket = new();
    readonly ArrayBufferWriter<byte> _received = new();

    HubStream() { }

    /// <summary>From the cursor on; from a snapshot where there is none.</summary>
    public static async Task<HubStream> Open(Server server, string? cursor, CancellationToken cancellation)
    {
        var stream = new HubStream();
        stream._socket.Options.SetRequestHeader("Authorization", $"Bearer {server.Key}");
        await stream._socket.ConnectAsync(new UriBuilder(server.Address) { Scheme = "ws", Path = "/hubs/live" }.Uri, cancellation);
        await stream.Send("""{"protocol":"json","version":1}""", cancellation);
        var from = cursor is null ? "null" : $"\"{cursor}\"";
        await stream.Send($$"""{"type":4,"invocationId":"1","target":"Live","arguments":[{{from}}]}""", cancellation);
        return stream;
    }

    /// <summary>Waits for messages, and gives each to somebody, who says whether to go on.</summary>
    public async Task Follow(Func<ReadOnlyMemory<byte>, bool> message, CancellationToken cancellation)
    {
        while (true)
        {
            var part = await _socket.ReceiveAsync(_received.GetMemory(64 * 1024), cancellation);
            if (part.MessageType == WebSocketMessageType.Close)
                throw new InvalidOperationException($"the hub closed: {_socket.CloseStatusDescription}");
            _received.Advance(part.Count);
            if (!part.EndOfMessage || _received.WrittenSpan is not [.., EndOfMessage])
                continue;
            for (var left = _received.WrittenMemory; left.Length > 0; )
            {
                var end = left.Span.IndexOf(EndOfMessage);
                if (end > 0 && !message(left[..end]))
                    return;
                left = left[(end + 1)..];
            }
            _received.ResetWrittenCount();
        }
    }

    public void Dispose() => _socket.Dispose();

    ValueTask Send(string message, CancellationToken cancellation) =>
        _socket.SendAsync(
            (byte[])[.. Encoding.UTF8.GetBytes(message), EndOfMessage],
            WebSocketMessageType.Text,
            WebSocketMessageFlags.EndOfMessage,
            cancellation
        );
}
