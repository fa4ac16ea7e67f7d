using System.Diagnostics.Metrics;
using Watchfloor.Clusters;
using Watchfloor.Json;
using Watchfloor.Kernel;
using Watchfloor.Store;

namespace Watchfloor.Silo;

/// <summary>A server that is alone is the whole cluster.</summary>
sealed class LoneReport : IClusterReport, IDisposable
{
    readonly ServerOptions _options;
    readonly IStoreHealth _store;
    readonly MissedDeadlines _missed;
    readonly OutboxPump _outbox;
    readonly TimeProvider _clock;
    readonly int _level;
    readonly MeterListener _grains = new();
    readonly DateTimeOffset _since;
    long _counted;

    public LoneReport(
        ServerOptions options,
        IStoreHealth store,
        MissedDeadlines missed,
        OutboxPump outbox,
        IFeatureLevel level,
        TimeProvider clock
    )
    {
        (_options, _store, _missed, _outbox, _clock) = (options, store, missed, outbox, clock);
        _level = level.Current;
        _since = Instants.Truncate(clock.GetUtcNow());
        _grains.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == "orleans-catalog-activations")
                listener.EnableMeasurementEvents(instrument);
        };
        _grains.SetMeasurementEventCallback<int>((_, value, _, _) => Volatile.Write(ref _counted, value));
        _grains.SetMeasurementEventCallback<long>((_, value, _, _) => Volatile.Write(ref _counted, value));
        _grains.Start();
    }

    /// <inheritdoc/>
    public async ValueTask<ClusterSeen> Look(CancellationToken cancellation)
    {
        var now = Instants.Truncate(_clock.GetUtcNow());
        var (name, address) = (Environment.MachineName, Composition.FirstUrl(_options));
        _grains.RecordObservableInstruments();
        var grains = Volatile.Read(ref _counted);
        return new(Name: null, View: 1, _level, now)
        {
            Members =
            [
                new(name, address, MemberState.Serving, LeaseLeftSeconds: null, 1, _level, grains, _store.Waiting, _since)
                {
                    Lanes = _store.Lanes,
                },
            ],
            Apis = [new(name, address, 0, _level)],
            WaitingWrites = _store.Waiting,
            Due = new(await _store.DueDepth(cancellation), await _missed.Oldest(now, cancellation)),
            Outbox = new(await _store.OutboxDepth(cancellation), _outbox.OldestWait is { } wait ? Instants.Truncate(now - wait) : null),
        };
    }

    /// <inheritdoc/>
    public void Dispose() => _grains.Dispose();
}
