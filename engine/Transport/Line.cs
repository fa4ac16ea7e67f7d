using System.Net.Sockets;
using Orleans.Runtime;

namespace Orleans.Transport;

/// <summary>
/// The way to one life of another silo. Calls wait in it while there is no connection; when the silo leaves the view they go elsewhere.
/// A reset connection is dialled anew at once, a refused one after a while, again and again.
/// </summary>
sealed class Line(Network network, SiloAddress to, bool isKept)
{
    /// <summary>So long may a silo that left the view still answer what it has.</summary>
    static readonly TimeSpan Farewell = TimeSpan.FromSeconds(2);

    static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(50);
    static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    readonly Lock _gate = new();
    readonly List<Request> _waiting = [];
    OpenLine? _open;
    bool _isKept = isKept;
    bool _hasStood;
    bool _isKeeping;

    CancellationTokenSource Gone { get; } = new();

    internal OpenLine? Opened => Volatile.Read(ref _open);

    internal void Send(Request request)
    {
        if (Opened is { } open && open.TrySend(request))
            return;
        if (!network.Room.TryEnter(request))
            network.Overfull(request);
        else if (!TryWait(request))
        {
            network.Room.Leave(request);
            network.Again(request, 0, 0, null);
        }
    }

    /// <summary>False when the silo is no member any more.</summary>
    bool TryWait(Request request)
    {
        lock (_gate)
        {
            // It may have opened since, and then nobody looks at those that wait any more.
            if (Opened is { } now && now.TrySend(request))
            {
                network.Room.Leave(request);
                return true;
            }
            if (Gone.IsCancellationRequested)
                return false;
            _waiting.Add(request);
            Keep();
            return true;
        }
    }

    /// <summary>Keeps a connection from now on, also when nobody calls.</summary>
    internal void Open()
    {
        lock (_gate)
            Keep();
    }

    /// <summary>The silo is no member any more.</summary>
    internal void Leave()
    {
        Request[] waiting;
        lock (_gate)
        {
            if (Gone.IsCancellationRequested)
                return;
            Gone.Cancel();
            waiting = [.. _waiting];
            _waiting.Clear();
        }
        foreach (var request in waiting)
        {
            network.Room.Leave(request);
            network.Again(request, 0, 0, null);
        }
        if (Opened is { } open)
            _ = SayFarewell(open);
    }

    internal void Abort()
    {
        Leave();
        Opened?.Abort();
    }

    internal void Expire(long now, List<Request> late, bool alsoCancel)
    {
        Opened?.Expire(now, late, alsoCancel);
        lock (_gate)
            _waiting.RemoveAll(request =>
            {
                var isLate = request.Deadline != 0 && request.Deadline <= now;
                if (isLate)
                    late.Add(request);
                if (isLate || request.IsAnswered)
                    network.Room.Leave(request);
                return isLate || request.IsAnswered;
            });
    }

    static async Task SayFarewell(OpenLine open)
    {
        var end = Environment.TickCount64 + (long)Farewell.TotalMilliseconds;
        while (!open.IsIdle && Environment.TickCount64 < end)
            await Task.Delay(20);
        open.Abort();
    }

    void Keep()
    {
        if (_isKeeping)
            return;
        _isKeeping = true;
        using (ExecutionContext.SuppressFlow())
            _ = Task.Run(Dialling);
    }

    async Task Dialling()
    {
        var pause = ShortestPause;
        while (IsWanted())
            if (await Dial() is { } wire)
            {
                pause = ShortestPause;
                await Talk(wire);
            }
            else
            {
                await Task.Delay(pause, Gone.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                pause = TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, LongestPause.Ticks));
            }
    }

    bool IsWanted()
    {
        lock (_gate)
            return _isKeeping = !Gone.IsCancellationRequested && (_isKept || _waiting.Count > 0);
    }

    async Task<Wire?> Dial()
    {
        try
        {
            var wire = await network.Dial(to, Gone.Token);
            _hasStood = true;
            network.Cluster.Reached(to);
            return wire;
        }
        catch (SocketException fault) when (fault.SocketErrorCode == SocketError.ConnectionRefused)
        {
            network.Cluster.Refused(to, _hasStood);
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !Gone.IsCancellationRequested)
        {
            network.Cluster.Missed(to);
            network.Undialled(to, fault);
        }
        catch (OperationCanceledException)
        {
            // Nobody wants it any more.
        }
        return null;
    }

    async Task Talk(Wire wire)
    {
        var open = new OpenLine(network, to, wire);
        var talking = open.Run();
        // What was told while there was no connection.
        open.Tell(network.Cluster.View.Number);
        lock (_gate)
        {
            // What waited goes first.
            var sent = 0;
            while (sent < _waiting.Count && open.TrySend(_waiting[sent]))
                network.Room.Leave(_waiting[sent++]);
            _waiting.RemoveRange(0, sent);
            Volatile.Write(ref _open, open);
        }
        if (Gone.IsCancellationRequested)
            open.Abort();
        await talking.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (wire.WasSilent)
            network.Cluster.Missed(to);
        network.Lost(to, talking.Exception?.InnerException);
        Volatile.Write(ref _open, null);
        if (open.HasSaidGoodbye)
            _isKept = false;
        open.Settle();
        wire.Dispose();
    }
}
