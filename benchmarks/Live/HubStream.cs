using System.Buffers;
using System.Net.WebSockets;
using System.Text;

namespace Watchfloor.Benchmarks;

/// <summary>The live hub as a wallboard follows it: SignalR's JSON protocol over a WebSocket, one call of the stream <c>Live</c>.</summary>
sealed class HubStream : IDisposable
{
    const byte EndOfMessage = 0x1e;

    static readonly TimeSpan SignOfLife = TimeSpan.FromSeconds(10);

    readonly ClientWebSocket _socket = new();
    readonly ArrayBufferWriter<byte> _received = new();
    readonly PeriodicTimer _alive = new(SignOfLife);

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
        _ = stream.StayAlive(cancellation);
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

    public void Dispose()
    {
        _alive.Dispose();
        _socket.Dispose();
    }

    /// <summary>The hub closes a connection of which it hears nothing for half a minute, as it would that of a screen that is gone.</summary>
    async Task StayAlive(CancellationToken cancellation)
    {
        try
        {
            while (await _alive.WaitForNextTickAsync(cancellation))
                await Send("""{"type":6}""", cancellation);
        }
        catch (Exception end) when (end is OperationCanceledException or WebSocketException or ObjectDisposedException)
        {
            // whoever follows hears why
        }
    }

    ValueTask Send(string message, CancellationToken cancellation) =>
        _socket.SendAsync(
            (byte[])[.. Encoding.UTF8.GetBytes(message), EndOfMessage],
            WebSocketMessageType.Text,
            WebSocketMessageFlags.EndOfMessage,
            cancellation
        );
}
