using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Watchfloor.Benchmarks;

/// <summary>Watches the live hub as a wallboard does: SignalR's JSON protocol over a WebSocket, one call of the stream <c>Live</c>.</summary>
static class HubWatcher
{
    const byte EndOfMessage = 0x1e;

    /// <summary>Returns when the first frame (the snapshot) is there; watches until cancelled.</summary>
    public static async Task<(Sightings Sightings, Task Watching)> Open(Server server, CancellationToken cancellation)
    {
        var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Authorization", $"Bearer {server.Key}");
        await socket.ConnectAsync(new UriBuilder(server.Address) { Scheme = "ws", Path = "/hubs/live" }.Uri, cancellation);
        await Send(socket, """{"protocol":"json","version":1}""", cancellation);
        await Send(socket, """{"type":4,"invocationId":"1","target":"Live","arguments":[null]}""", cancellation);
        var sightings = new Sightings();
        var opened = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var watching = Task.Run(() => Watch(socket, sightings, opened, cancellation), CancellationToken.None);
        await await Task.WhenAny(opened.Task, watching);
        return (sightings, watching);
    }

    static ValueTask Send(ClientWebSocket socket, string message, CancellationToken cancellation) =>
        socket.SendAsync(
            (byte[])[.. Encoding.UTF8.GetBytes(message), EndOfMessage],
            WebSocketMessageType.Text,
            WebSocketMessageFlags.EndOfMessage,
            cancellation
        );

    static async Task Watch(ClientWebSocket socket, Sightings sightings, TaskCompletionSource opened, CancellationToken cancellation)
    {
        using (socket)
        {
            try
            {
                var received = new MemoryStream();
                var buffer = new byte[64 * 1024];
                while (true)
                {
                    var part = await socket.ReceiveAsync(buffer.AsMemory(), cancellation);
                    if (part.MessageType == WebSocketMessageType.Close)
                        throw new InvalidOperationException($"the hub closed: {socket.CloseStatusDescription}");
                    await received.WriteAsync(buffer.AsMemory(0, part.Count), cancellation);
                    if (!part.EndOfMessage || buffer[part.Count - 1] != EndOfMessage)
                        continue;
                    foreach (
                        var message in Encoding
                            .UTF8.GetString(received.ToArray())
                            .Split((char)EndOfMessage, StringSplitOptions.RemoveEmptyEntries)
                    )
                        Read(message, sightings, opened);
                    received.SetLength(0);
                }
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                // the measurement is over
            }
        }
    }

    static void Read(string message, Sightings sightings, TaskCompletionSource opened)
    {
        using var json = JsonDocument.Parse(message);
        if (json.RootElement.TryGetProperty("error", out var error))
            throw new InvalidOperationException($"the hub answered: {error}");
        if (!json.RootElement.TryGetProperty("item", out var frame))
            return;
        foreach (var item in frame.GetProperty("events").EnumerateArray())
            sightings.Look(item);
        opened.TrySetResult();
    }
}
