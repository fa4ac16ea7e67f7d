using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Watchfloor.Tests.Channels;

/// <summary>
/// Somebody on a port who says one line after the other, whatever he is told: the first at once, each other one after a line of the caller.
/// After the last he is silent, or hangs up.
/// </summary>
sealed class ScriptedServer : IAsyncDisposable
{
    readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    readonly CancellationTokenSource _over = new();
    readonly Task _serving;

    public ScriptedServer(bool hangsUp, params string[] says)
    {
        _listener.Start();
        _serving = Serve(hangsUp, says);
    }

    public string Port => $"{((IPEndPoint)_listener.LocalEndpoint).Port}";

    /// <summary>What it was told.</summary>
    public ConcurrentQueue<string> Heard { get; } = [];

    async Task Serve(bool hangsUp, string[] says)
    {
        using var client = await _listener.AcceptTcpClientAsync(_over.Token);
        await using var stream = client.GetStream();
        using var reader = new StreamReader(stream, Encoding.Latin1);
        foreach (var words in says)
        {
            await stream.WriteAsync(Encoding.Latin1.GetBytes(words), _over.Token);
            if (await reader.ReadLineAsync(_over.Token) is not { } line)
                return;
            Heard.Enqueue(line);
        }
        while (!hangsUp && await reader.ReadLineAsync(_over.Token) is { } line)
            Heard.Enqueue(line);
    }

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        _listener.Stop();
        await ((Task)_serving).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _over.Dispose();
    }
}
