using System.Collections.Concurrent;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Clustering;
using Orleans.Configuration;
using Orleans.Connections.Security;
using Orleans.Runtime;
using Orleans.Streams;

namespace Orleans.Transport;

/// <summary>
/// The connections of one process to the silos of its cluster, and the way of calls over them. A silo keeps one to every other member and
/// takes visitors; a client connects to whom it calls. Its own end, without a goodbye, is what others see when a process dies.
/// </summary>
sealed partial class Network(IServiceProvider services, IOptions<ClusterOptions> names, ILogger<Network> logger)
    : IDoors,
        ITellsMembers,
        IDisposable
{
    static readonly TimeSpan DialPatience = TimeSpan.FromSeconds(3);

    readonly ConcurrentDictionary<SiloAddress, Line> _lines = new();
    readonly ILocalSiloDetails? _details = services.GetService<ILocalSiloDetails>();
    readonly Security _security = new(services.GetService<TlsOptions>());
    MessagingOptions _messaging = null!;
    Listener? _listener;
    Timer? _timer;
    long _nextBeat;
    int _visiting;
    bool _isDisposed;

    internal ICluster Cluster { get; private set; } = null!;

    internal References References { get; private set; } = null!;

    /// <summary>None in a client.</summary>
    internal Silo? Silo { get; private set; }

    SiloAddress? Self => Silo is null ? null : _details?.SiloAddress;

    /// <summary>A client's begin, and the first part of a silo's.</summary>
    internal void Begin(References references, MessagingOptions messaging)
    {
        (References, _messaging) = (references, messaging);
        Cluster = services.GetRequiredService<ICluster>();
        Cluster.Installed += Installed;
        _backlog = new(Cluster, Room, RefuseAtEnd);
        _backlog.Begin();
        var round = TimeSpan.FromMilliseconds(Math.Clamp(messaging.ResponseTimeout.TotalMilliseconds / 20, 10, 1000));
        using (ExecutionContext.SuppressFlow())
            _timer = new(static self => ((Network)self!).Visit(), this, round, round);
    }

    /// <summary>Nothing where a cluster is one silo.</summary>
    public Task Open(CancellationToken cancellation)
    {
        if (services.GetService<ICluster>() is null)
            return Task.CompletedTask;
        Silo = services.GetRequiredService<Silo>();
        Begin(Silo.References, services.GetRequiredService<IOptions<SiloMessagingOptions>>().Value);
        _listener = new(this, _security, _details!, names.Value.ClusterId, logger);
        StreamConsumer.Introduce();
        _listener.Open();
        Silo.Network = this;
        return Task.CompletedTask;
    }

    public async Task Close(CancellationToken cancellation)
    {
        if (_listener is not null && !cancellation.IsCancellationRequested)
            await _listener.Close(RefuseWaiting, cancellation);
        Dispose();
    }

    public void Dispose()
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        _backlog?.End();
        if (Cluster is not null)
            Cluster.Installed -= Installed;
        _timer?.Dispose();
        _listener?.Dispose();
        foreach (var line in _lines.Values)
            line.Abort();
        RefuseWaiting();
    }

    public void Tell(long view)
    {
        foreach (var line in _lines.Values)
            line.Opened?.Tell(view);
    }

    Line LineTo(SiloAddress silo) => _lines.GetOrAdd(silo, static (to, self) => new(self, to, self.Silo is not null), this);

    void Installed(View before)
    {
        var view = Cluster.View;
        ForgetAllBut(view);
        if (Silo is null || !view.Has(Self!))
            return;
        foreach (var member in view.Members)
            if (!member.Address.Equals(Self))
                LineTo(member.Address).Open();
    }

    void ForgetAllBut(View view)
    {
        foreach (var (silo, line) in _lines)
            if (!view.Has(silo) && _lines.TryRemove(silo, out _))
                line.Leave();
    }

    /// <summary>A connection that has shown that it is the wanted silo; whatever else answers there is as good as a refusal.</summary>
    internal async Task<Wire> Dial(SiloAddress to, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(DialPatience);
        var socket = new Socket(to.Endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        Stream? stream = null;
        try
        {
            await socket.ConnectAsync(to.Endpoint, patience.Token);
            stream = await _security.AsCaller(new NetworkStream(socket, ownsSocket: true), to, patience.Token);
            var found = await Handshake.Offer(stream, new(names.Value.ClusterId, Self, to), Cluster.Secret, patience.Token);
            return found.Equals(to) ? new(stream) : throw new SocketException((int)SocketError.ConnectionRefused);
        }
        catch
        {
            if (stream is not null)
                await stream.DisposeAsync();
            socket.Dispose();
            throw;
        }
    }

    internal void Undialled(SiloAddress to, Exception fault) =>
        logger.LogInformation("There is no connection to {Silo} yet: {Reason}", to, fault.Message);

    internal void Lost(SiloAddress to, Exception? fault) =>
        logger.LogInformation("The connection to {Silo} ended: {Reason}", to, fault?.Message ?? "the other side hung up.");

    void Visit()
    {
        if (Interlocked.Exchange(ref _visiting, 1) != 0)
            return;
        try
        {
            var now = Environment.TickCount64;
            Expire(now);
            if (now >= _nextBeat)
                Beat(now);
        }
        catch (Exception fault)
        {
            logger.LogError(fault, "The connections could not be looked after this time.");
        }
        Volatile.Write(ref _visiting, 0);
    }

    void Beat(long now)
    {
        _nextBeat = now + 1000;
        ForgetAllBut(Cluster.View);
        foreach (var line in _lines.Values)
            line.Opened?.Beat();
        _listener?.Beat();
    }
}
