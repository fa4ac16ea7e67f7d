using System.Diagnostics.Metrics;

namespace Orleans.Runtime;

/// <summary>What a silo counts, under the meter and the names of Orleans. Counting on the hot path is one addition per batch of work.</summary>
sealed class SiloMetrics : IDisposable
{
    readonly Meter _meter = new("Microsoft.Orleans");
    readonly long[] _served = new long[Environment.ProcessorCount * Stride];
    long _activated;
    long _deactivated;
    long _failed;
    long _timedOut;
    long _overloaded;

    // One counter per processor, each on a cache line of its own.
    const int Stride = 16;

    internal SiloMetrics(Func<int> activations, Func<int>? unreached)
    {
        if (unreached is not null)
            _meter.CreateObservableGauge("orleans-membership-unreached", unreached, description: "members whom others cannot reach");
        _meter.CreateObservableGauge("orleans-catalog-activations", activations, description: "activations in memory");
        Count("orleans-catalog-activation-created", () => Volatile.Read(ref _activated));
        Count("orleans-catalog-activation-destroyed", () => Volatile.Read(ref _deactivated));
        Count("orleans-catalog-activation-failed-to-activate", () => Volatile.Read(ref _failed));
        Count("orleans-app-requests-timedout", () => Volatile.Read(ref _timedOut));
        Count("orleans-app-requests-rejected", () => Volatile.Read(ref _overloaded));
        Count("orleans-app-requests", Sum);
    }

    internal void Activated() => Interlocked.Increment(ref _activated);

    internal void Deactivated() => Interlocked.Increment(ref _deactivated);

    internal void ActivationFailed() => Interlocked.Increment(ref _failed);

    internal void TimedOut() => Interlocked.Increment(ref _timedOut);

    internal void Overloaded() => Interlocked.Increment(ref _overloaded);

    internal void Served(int turns) =>
        Interlocked.Add(ref _served[Thread.GetCurrentProcessorId() % Environment.ProcessorCount * Stride], turns);

    public void Dispose() => _meter.Dispose();

    void Count(string name, Func<long> read) => _meter.CreateObservableCounter(name, read);

    long Sum()
    {
        var sum = 0L;
        for (var index = 0; index < _served.Length; index += Stride)
            sum += Volatile.Read(ref _served[index]);
        return sum;
    }
}
