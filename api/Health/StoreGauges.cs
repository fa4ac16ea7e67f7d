using System.Diagnostics.Metrics;
using Watchfloor.Store;

namespace Watchfloor.Health;

/// <summary>
/// What the store says of itself, as instruments. Counting rows takes a read, which an instrument cannot wait for: it shows
/// what the last <see cref="Refresh"/> found.
/// </summary>
public sealed class StoreGauges
{
    readonly IStoreHealth _store;
    long _outbox;
    long _parked;
    long _due;
    long _unindexed;

    public StoreGauges(IStoreHealth store, IMeterFactory meters)
    {
        _store = store;
        var meter = meters.Create("Watchfloor");
        Gauge("watchfloor.outbox.depth", () => Volatile.Read(ref _outbox), "{message}", "Effects that wait for delivery.");
        Gauge("watchfloor.outbox.parked", () => Volatile.Read(ref _parked), "{message}", "Effects that were given up.");
        Gauge("watchfloor.due.depth", () => Volatile.Read(ref _due), "{deadline}", "Deadlines that are armed.");
        Gauge(
            "watchfloor.store.unindexed",
            () => Volatile.Read(ref _unindexed),
            "{event}",
            "New events that are found, but not by the index of words yet."
        );
        Gauge("watchfloor.store.waiting", () => store.Waiting, "{write}", "Writes that wait for the disk, or for the database.");
        meter.CreateObservableCounter("watchfloor.journal.facts", () => store.Facts, "{fact}", "Facts written to the journal.");
        meter.CreateObservableCounter(
            "watchfloor.store.flushes",
            () => store.Flushes,
            "{flush}",
            "Flushes of the store; facts share them."
        );

        void Gauge(string name, Func<long> read, string unit, string words) => meter.CreateObservableUpDownCounter(name, read, unit, words);
    }

    /// <summary>Counts anew.</summary>
    public async Task Refresh(CancellationToken cancellation)
    {
        Volatile.Write(ref _outbox, await _store.OutboxDepth(cancellation));
        Volatile.Write(ref _parked, await _store.OutboxParked(cancellation));
        Volatile.Write(ref _due, await _store.DueDepth(cancellation));
        Volatile.Write(ref _unindexed, await _store.Unindexed(cancellation));
    }
}
