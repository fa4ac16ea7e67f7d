using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Watchfloor.Store.Postgres;

namespace Watchfloor.Tests.Stores.Postgres;

/// <summary>Stands between a store and its database and cuts the connection of a lane at a message of its choice.</summary>
sealed class CuttingProxy : IAsyncDisposable
{
    const int Protocol3 = 196_608;

    readonly TcpListener _listener;
    readonly int _target;
    readonly CancellationTokenSource _closing = new();
    readonly Task _accepting;
    int _left = int.MaxValue;
    bool _forwardsTheLast;

    public CuttingProxy(int target, int port = 0)
    {
        (_target, _listener) = (target, new(IPAddress.Loopback, port));
        _listener.Start();
        _accepting = Accept();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Whether it has cut since it was told to.</summary>
    public bool HasCut => Volatile.Read(ref _left) < 0;

    /// <summary>Cuts at the message of a lane after so many others, before or right after it was handed on.</summary>
    public void CutAt(int messages, bool after)
    {
        _forwardsTheLast = after;
        Volatile.Write(ref _left, messages);
    }

    /// <summary>How many messages of lanes are let through before it cuts.</summary>
    public int Left => Volatile.Read(ref _left);

    public void CutNoMore() => Volatile.Write(ref _left, int.MaxValue);

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        _listener.Stop();
        await _accepting;
        _closing.Dispose();
    }

    async Task Accept()
    {
        try
        {
            while (true)
                _ = Serve(await _listener.AcceptTcpClientAsync(_closing.Token));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or InvalidOperationException) // the last: not listening any more
        {
            Assert.True(_closing.IsCancellationRequested);
        }
    }

    async Task Serve(TcpClient client)
    {
        using var server = new TcpClient();
        using (client)
        {
            try
            {
                await server.ConnectAsync(IPAddress.Loopback, _target, _closing.Token);
                var back = server.GetStream().CopyToAsync(client.GetStream(), _closing.Token);
                await Task.WhenAny(Forward(client.GetStream(), server.GetStream()), back);
            }
            catch (Exception e) when (e is IOException or SocketException or OperationCanceledException)
            {
                return; // either side is gone, which is what it is for
            }
        }
    }

    async Task Forward(NetworkStream from, NetworkStream to)
    {
        var isLane = false;
        for (var isStarting = true; ; )
        {
            var message = await Read(from, isStarting);
            if (isStarting && BinaryPrimitives.ReadInt32BigEndian(message.AsSpan(4)) == Protocol3)
            {
                isStarting = false;
                isLane = Encoding.UTF8.GetString(message).Contains(Database.LaneName, StringComparison.Ordinal);
            }
            else if (!isStarting && isLane && Cuts())
            {
                if (_forwardsTheLast)
                    await to.WriteAsync(message, _closing.Token);
                return;
            }
            await to.WriteAsync(message, _closing.Token);
        }
    }

    bool Cuts() => Volatile.Read(ref _left) is >= 0 and < int.MaxValue && Interlocked.Decrement(ref _left) < 0;

    async Task<byte[]> Read(NetworkStream from, bool isStarting)
    {
        var head = new byte[isStarting ? 4 : 5];
        await from.ReadExactlyAsync(head, _closing.Token);
        var message = new byte[head.Length - 4 + BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(head.Length - 4))];
        head.CopyTo(message, 0);
        await from.ReadExactlyAsync(message.AsMemory(head.Length), _closing.Token);
        return message;
    }
}
