using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Clustering;
using Orleans.Configuration;
using Orleans.Timers;
using Orleans.Transport;

namespace Orleans.Runtime;

/// <summary>The activations of this process, and the way to them.</summary>
sealed partial class Silo : ICallRoute, IDisposable
{
    readonly ConcurrentDictionary<GrainId, Activation> _directory = new();
    readonly ConcurrentDictionary<GrainId, WorkerPool> _workers = new();
    readonly SiloMessagingOptions _messaging;
    readonly long _patience;
    volatile Admission _admission = Admission.Closed;

    public Silo(
        IServiceProvider services,
        IOptions<SiloMessagingOptions> messaging,
        IOptions<GrainCollectionOptions> collection,
        ILogger<Silo> logger
    )
    {
        Services = services;
        Cluster = services.GetService<ICluster>();
        Logger = logger;
        _messaging = messaging.Value;
        _patience = (long)_messaging.ResponseTimeout.TotalMilliseconds;
        Kinds = new(services);
        References = new(_ => this, Kinds, services);
        Timers = new(services.GetRequiredKeyedService<TimeProvider>(TimeProviderNames.Grains));
        Metrics = new(() => _directory.Count, Cluster is SiloCluster member ? () => member.Unreached.Length : null);
        Watch = new(_messaging, collection.Value, Metrics);
        Collector = new(this, collection.Value, services.GetRequiredKeyedService<TimeProvider>(TimeProviderNames.ActivationManagement));
    }

    internal IServiceProvider Services { get; }

    internal ILogger Logger { get; }

    internal GrainKinds Kinds { get; }

    internal References References { get; }

    internal IGrainFactory GrainFactory => References;

    /// <summary>Made when the silo opens, not before: filters may ask for the grain factory, which is the silo's.</summary>
    internal IIncomingGrainCallFilter[] Filters { get; private set; } = [];

    internal DeadlineHeap Timers { get; }

    internal CallWatch Watch { get; }

    internal IdleCollector Collector { get; }

    internal SiloMetrics Metrics { get; }

    /// <summary>The way to other silos; none where a cluster is one silo.</summary>
    internal Network? Network { get; set; }

    internal int MaxForwards => _messaging.MaxForwardCount;

    internal IEnumerable<Activation> Activations =>
        _directory.Select(static entry => entry.Value).Concat(_workers.Values.SelectMany(static pool => pool.Members));

    /// <summary>Whether anything is still worked on. Those aside whose grains are others' already: nothing of what they still do counts.</summary>
    internal bool AnyBusy => Watch.AnyBusy || Activations.Any(static activation => activation is { IsBusy: true, IsAbandoned: false });

    internal void Open()
    {
        Filters = [.. Services.GetServices<IIncomingGrainCallFilter>()];
        _admission = Admission.Open;
    }

    /// <summary>From now on only calls of grains are taken: running turns may finish their work.</summary>
    internal void CloseDoors() => _admission = Admission.GrainsOnly;

    internal bool IsClosed => _admission == Admission.Closed;

    /// <summary>From now on no activation begins any more.</summary>
    internal void Close() => _admission = Admission.Closed;

    public void Send(Request request)
    {
        if (_patience > 0 && !request.Method.OneWay)
        {
            request.Deadline = Environment.TickCount64 + _patience;
            request.Patience = _messaging.ResponseTimeout;
        }
        Dispatch(request);
    }

    internal void Dispatch(Request request)
    {
        var admission = _admission;
        if (admission != Admission.Open && (admission == Admission.Closed || request.IsFromOutside))
        {
            request.DidNotRun = true;
            request.Fail(new SiloUnavailableException($"The silo is not open: {request.Describe()} of {request.TargetId} did not run."));
            return;
        }
        if (Network is { } network && !network.IsHere(request))
            network.Route(request);
        else if (request.Proxy.Last is { TakesTurns: true } last && last.Silo == this)
            Accept(last, request);
        else if (Kinds.Find(request.TargetId.Type) is not { } kind)
            request.Fail(new ArgumentException($"No grain class is named '{request.TargetId.Type}'."));
        else if (kind.Workers > 0)
            Pool(request.TargetId, kind).Take(request);
        else
            Accept(request.Proxy.Last = Find(request.TargetId, kind), request);
    }

    /// <summary>Puts the call in the mailbox, unless too many wait there.</summary>
    internal void Accept(Activation activation, Request request)
    {
        var limit = _messaging.MaxEnqueuedRequestsHardLimit;
        if (limit == 0 || activation.QueueLength < limit)
        {
            if (request.Method.OneWay)
                request.Arrival?.Taken();
            activation.Push(request);
            return;
        }
        Metrics.Overloaded();
        request.Fail(
            new LimitExceededException($"{request.TargetId} is overloaded: {limit} calls wait for it. {request.Describe()} did not run.")
        );
    }

    internal Activation Find(GrainId id, GrainClass kind)
    {
        if (_directory.TryGetValue(id, out var found))
            return found;
        return _directory.GetOrAdd(id, static (id, make) => new(make.Silo, make.Kind, id.Key), (Silo: this, Kind: kind));
    }

    WorkerPool Pool(GrainId id, GrainClass kind) =>
        _workers.GetOrAdd(id, static (id, make) => new(make.Silo, make.Kind, id), (Silo: this, Kind: kind));

    internal void Remove(Activation activation)
    {
        if (activation.Kind.Workers == 0)
            _directory.TryRemove(new(activation.GrainId, activation));
        else if (_workers.TryGetValue(activation.GrainId, out var pool))
            pool.Remove(activation);
    }

    public void Dispose()
    {
        Watch.Dispose();
        Collector.Dispose();
        Timers.Dispose();
        Metrics.Dispose();
    }

    enum Admission
    {
        Closed,
        GrainsOnly,
        Open,
    }
}
