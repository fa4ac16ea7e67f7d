using System.Buffers;
using System.Net.Sockets;
using Orleans.Calls;
using Orleans.Clustering;
using Orleans.Codec;
using Orleans.Runtime;
using Orleans.TestingHost;
using Orleans.Transport;

namespace Watchfloor.Tests.EngineOnly.Several;

/// <summary>Somebody who connects to a silo by himself, and need not behave.</summary>
sealed class Stranger : IDisposable
{
    readonly TcpClient _socket = new();
    readonly InProcessSiloHandle _silo;

    Stranger(InProcessSiloHandle silo) => _silo = silo;

    public NetworkStream Stream => _socket.GetStream();

    public ReadOnlyMemory<byte> Secret => _silo.ServiceProvider.GetRequiredService<ICluster>().Secret;

    public static async Task<Stranger> Connect(InProcessSiloHandle silo)
    {
        var stranger = new Stranger(silo);
        await stranger._socket.ConnectAsync(silo.SiloAddress.Endpoint);
        return stranger;
    }

    public Task<SiloAddress> Prove(
        string cluster,
        ReadOnlyMemory<byte> secret,
        SiloAddress? self = null,
        ulong version = Handshake.Version
    ) =>
        Handshake.Offer(Stream, new(cluster, self, _silo.SiloAddress) { Version = version }, secret, TestContext.Current.CancellationToken);

    /// <summary>Whether the silo has hung up; everything that it still says is read.</summary>
    public async Task<bool> IsHungUpOn()
    {
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(15));
        var rest = new byte[1024];
        try
        {
            while (await Stream.ReadAsync(rest, late.Token) > 0) { }
            return true;
        }
        catch (IOException)
        {
            return true;
        }
    }

    public async Task Send(FrameKind kind, long number, ReadOnlyMemory<byte> body)
    {
        var header = new byte[Frames.Header];
        Frames.WriteHeader(header, kind, number, body.Length);
        await Stream.WriteAsync(header);
        await Stream.WriteAsync(body);
    }

    /// <summary>The next frame that is no heartbeat.</summary>
    public async Task<(FrameKind Kind, long Number, byte[] Body)> Receive()
    {
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(15));
        while (true)
        {
            var frame = new byte[4];
            await Stream.ReadExactlyAsync(frame, late.Token);
            Array.Resize(ref frame, 4 + BitConverter.ToInt32(frame));
            await Stream.ReadExactlyAsync(frame.AsMemory(4), late.Token);
            var bytes = new ReadOnlySequence<byte>(frame);
            Assert.True(Frames.TryRead(ref bytes, out var kind, out var number, out var body));
            if (kind != FrameKind.Ping)
                return (kind, number, body.ToArray());
        }
    }

    /// <summary>A call of a method without arguments, as bytes.</summary>
    public static byte[] Call<T>(string type, string key, string method, long view, Action<Request>? change = null)
        where T : IAddressable
    {
        var shape = ProxyEmitter.ShapeOf(typeof(T));
        var named = shape.Methods.First(candidate => candidate.Name == method);
        var request = named.Blank();
        request.Method = named;
        request.Proxy = shape.Make();
        request.Proxy.Id = GrainId.Create(type, key);
        change?.Invoke(request);
        using var writer = new Writer();
        CallFrame.Write(writer, request, view);
        return writer.Written.ToArray();
    }

    public void Dispose() => _socket.Dispose();
}
