using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Watchfloor.Tests.Processes;

/// <summary>A port here that leads to one of a machine of a <see cref="PrivateNetwork"/>, past everything that is cut in there.</summary>
sealed class Way : IAsyncDisposable
{
    readonly TcpListener _listener = new(IPAddress.Loopback, FreePorts.Next());
    readonly CancellationTokenSource _ended = new();
    readonly ConcurrentDictionary<Task, byte> _running = [];
    readonly string _gateway;
    readonly byte[] _where;
    readonly Task _accepting;

    public Way(string gateway, string address, int port)
    {
        (_gateway, _where) = (gateway, Encoding.ASCII.GetBytes($"{address} {port}\n"));
        _listener.Start();
        _accepting = Accept();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        _listener.Stop();
        await _accepting;
        await Task.WhenAll(_running.Keys);
        _ended.Dispose();
    }

    async Task Accept()
    {
        while (!_ended.IsCancellationRequested)
            try
            {
                var near = await _listener.AcceptSocketAsync(_ended.Token);
                var serving = Serve(near);
                _running[serving] = 0;
                _ = serving.ContinueWith(done => _running.TryRemove(done, out _), TaskScheduler.Default);
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                // The test is over, or who called has hung up already.
            }
    }

    async Task Serve(Socket near)
    {
        using var _ = near;
        using var far = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await far.ConnectAsync(new UnixDomainSocketEndPoint(_gateway), _ended.Token);
            await far.SendAsync(_where, _ended.Token);
            await Task.WhenAny(Carry(near, far), Carry(far, near));
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            // Nobody listens there: who called sees its connection end.
        }
    }

    async Task Carry(Socket from, Socket to)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer, _ended.Token) is var count and > 0)
                await to.SendAsync(buffer.AsMemory(0, count), _ended.Token);
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // One end has gone; the other one is closed too.
        }
    }
}
