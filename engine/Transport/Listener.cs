using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Orleans.Transport;

/// <summary>
/// Takes connections at the silo's port, from silos and clients alike. Until somebody has proven that he belongs to the cluster he costs one
/// small buffer for a few seconds, and only so many may be at it at a time.
/// </summary>
sealed class Listener(Network network, Security security, ILocalSiloDetails details, string cluster, ILogger logger) : IDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(20);

    readonly ConcurrentDictionary<Visitor, Task> _visitors = new();
    readonly CancellationTokenSource _closed = new();
    TcpListener? _socket;
    int _unproven;

    internal void Open()
    {
        var endpoint = details.SiloAddress.Endpoint;
        _socket = new(endpoint);
        try
        {
            _socket.Start(512);
        }
        catch (SocketException fault)
        {
            throw new OrleansConfigurationException($"The silo cannot listen at {endpoint}: {fault.Message}.", fault);
        }
        using (ExecutionContext.SuppressFlow())
            _ = Task.Run(() => TakeAll(_socket.AcceptSocketAsync, Take, logger, _closed.Token));
    }

    internal void Beat()
    {
        foreach (var visitor in _visitors.Keys)
            visitor.Beat();
    }

    /// <summary>Nobody else comes in; those who are here get their answers, and learn what was not looked at.</summary>
    internal async Task Close(Action refuseWaiting, CancellationToken cancellation)
    {
        Shut();
        refuseWaiting();
        foreach (var visitor in _visitors.Keys)
            visitor.Leave();
        await Task.WhenAll(_visitors.Values)
            .WaitAsync(TimeSpan.FromSeconds(1), cancellation)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose()
    {
        Shut();
        foreach (var visitor in _visitors.Keys)
            visitor.Abort();
        _closed.Dispose();
    }

    void Shut()
    {
        _closed.Cancel();
        _socket?.Dispose();
    }

    /// <summary>Nothing but the end of the silo ends it: a connection that broke before it was taken, or too many open files, pass.</summary>
    internal static async Task TakeAll(
        Func<CancellationToken, ValueTask<Socket>> accept,
        Action<Socket> take,
        ILogger logger,
        CancellationToken closed
    )
    {
        while (!closed.IsCancellationRequested)
            try
            {
                take(await accept(closed));
            }
            catch (Exception fault) when (!closed.IsCancellationRequested)
            {
                logger.LogWarning(fault, "A connection could not be taken; the next one may.");
                await Task.Delay(Glance, closed).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (Exception fault) when (fault is SocketException or ObjectDisposedException or OperationCanceledException)
            {
                // The door is shut.
            }
    }

    void Take(Socket socket)
    {
        if (Interlocked.Increment(ref _unproven) <= Bounds.Unproven)
            _ = Receive(socket);
        else
        {
            Interlocked.Decrement(ref _unproven);
            socket.Dispose();
        }
    }

    async Task Receive(Socket socket)
    {
        var isProven = false;
        EndPoint? from = null;
        try
        {
            from = socket.RemoteEndPoint;
            socket.NoDelay = true;
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(_closed.Token);
            patience.CancelAfter(Patience);
            var stream = await security.AsCalled(new NetworkStream(socket, ownsSocket: true), patience.Token);
            var hello = await Handshake.Answer(stream, cluster, Self, patience.Token);
            isProven = true;
            Interlocked.Decrement(ref _unproven);
            await Entertain(new(stream), hello.Self);
        }
        catch (Exception fault)
        {
            logger.LogInformation("The connection from {Address} ended: {Reason}", from, fault.Message);
        }
        finally
        {
            socket.Dispose();
            if (!isProven)
                Interlocked.Decrement(ref _unproven);
        }
    }

    async Task Entertain(Wire wire, SiloAddress? silo)
    {
        using (wire)
        {
            var visitor = new Visitor(network, wire, silo);
            var visit = visitor.Run();
            _visitors[visitor] = visit;
            await visit.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _visitors.TryRemove(visitor, out _);
            visitor.Gone();
        }
    }

    /// <summary>Known when the silo has joined: only then is its address of this life certain.</summary>
    async Task<(SiloAddress Self, ReadOnlyMemory<byte> Secret)> Self(CancellationToken cancellation)
    {
        while (network.Cluster.Secret.IsEmpty)
            await Task.Delay(Glance, cancellation);
        return (details.SiloAddress, network.Cluster.Secret);
    }
}
