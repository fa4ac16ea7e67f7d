using System.IO.Pipelines;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Connections.Features;

namespace Watchfloor.Live;

/// <summary>
/// A connection of the hub over a WebSocket of its own: what the screen says goes through a pipe, what the hub says goes into the socket by the
/// thread that says it.
/// </summary>
sealed class Screen : IDuplexPipe, IConnectionHeartbeatFeature, IHttpContextFeature, IDisposable
{
    static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10); // with a screen that takes nothing
    static readonly TimeSpan Farewell = TimeSpan.FromSeconds(5);

    readonly WebSocket _socket;
    readonly ApiClock _clock;
    readonly Pipe _said = new();
    readonly ScreenWriter _writer;
    readonly PeriodicTimer _beats;
    readonly List<(Action<object> Hear, object State)> _listeners = [];

    public Screen(HttpContext context, WebSocket socket, ApiClock clock)
    {
        (HttpContext, _socket, _clock) = (context, socket, clock);
        _writer = new(socket, clock.Provider);
        _beats = new(Beat, clock.Provider);
    }

    public HttpContext? HttpContext { get; set; }

    public PipeReader Input => _said.Reader;

    public PipeWriter Output => _writer;

    public void OnHeartbeat(Action<object> action, object state)
    {
        lock (_listeners)
            _listeners.Add((action, state));
    }

    /// <summary>The hub says goodbye, and <see cref="Show"/> returns.</summary>
    public void Close() => _said.Reader.CancelPendingRead();

    /// <summary>Returns when the screen left, or the hub is done with it.</summary>
    public async Task Show(ConnectionHandler hub)
    {
        var connection = new DefaultConnectionContext { Transport = this, User = HttpContext!.User };
        connection.Features.Set<IConnectionHeartbeatFeature>(this);
        connection.Features.Set<IHttpContextFeature>(this);
        var (listening, beating) = (Listen(), KeepBeating());
        try
        {
            await hub.OnConnectedAsync(connection);
        }
        finally
        {
            await _said.Reader.CompleteAsync();
            await Leave(listening);
            _beats.Dispose();
            await Task.WhenAll(listening, beating);
        }
    }

    public void Dispose() => _beats.Dispose();

    async Task Listen()
    {
        try
        {
            FlushResult heard = default;
            while (!heard.IsCompleted)
            {
                var part = await _socket.ReceiveAsync(_said.Writer.GetMemory(), CancellationToken.None);
                if (part.MessageType == WebSocketMessageType.Close)
                    break;
                _said.Writer.Advance(part.Count);
                heard = await _said.Writer.FlushAsync();
            }
        }
        catch (Exception gone) when (ScreenWriter.IsGone(gone))
        {
            // it went without a word
        }
        finally
        {
            await _said.Writer.CompleteAsync();
        }
    }

    async Task KeepBeating()
    {
        while (await _beats.WaitForNextTickAsync())
        {
            if (_writer.Waits > Patience)
                _socket.Abort();
            (Action<object> Hear, object State)[] all;
            lock (_listeners)
                all = [.. _listeners];
            foreach (var (hear, state) in all)
                hear(state);
        }
    }

    async Task Leave(Task listening)
    {
        try
        {
            var closing = _socket.State is WebSocketState.Open or WebSocketState.CloseReceived
                ? _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", CancellationToken.None)
                : Task.CompletedTask;
            await Task.WhenAll(closing, listening).WaitAsync(Farewell, _clock.Provider);
        }
        catch (Exception gone) when (ScreenWriter.IsGone(gone) || gone is TimeoutException)
        {
            _socket.Abort();
        }
    }
}
