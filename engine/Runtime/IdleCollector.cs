using Orleans.Configuration;

namespace Orleans.Runtime;

/// <summary>
/// Ends activations that nobody used for their age. It counts rounds: an activation notes only the number of the round it was last used in,
/// so use costs one store and no clock.
/// </summary>
sealed class IdleCollector : IDisposable
{
    readonly Silo _silo;
    readonly GrainCollectionOptions _options;
    readonly TimeProvider _clock;
    readonly TimeSpan _round;
    readonly ITimer _timer;
    int _epoch;

    internal IdleCollector(Silo silo, GrainCollectionOptions options, TimeProvider clock)
    {
        _silo = silo;
        _options = options;
        _clock = clock;
        var shortest = options.ClassSpecificCollectionAge.Values.Append(options.CollectionAge).Min();
        _round = TimeSpan.FromTicks(Math.Max(TimeSpan.TicksPerMillisecond, Math.Min(options.CollectionQuantum.Ticks, shortest.Ticks / 4)));
        using (ExecutionContext.SuppressFlow())
            _timer = clock.CreateTimer(static self => ((IdleCollector)self!).Collect(), this, _round, _round);
    }

    internal int Epoch => Volatile.Read(ref _epoch);

    internal long Now => _clock.GetTimestamp();

    internal long After(TimeSpan time) => Now + (long)(time.TotalSeconds * _clock.TimestampFrequency);

    public void Dispose() => _timer.Dispose();

    void Collect()
    {
        var now = Interlocked.Increment(ref _epoch);
        foreach (var activation in _silo.Activations)
        {
            if (activation.Kind.KeepsAlive)
                continue;
            var age = _options.ClassSpecificCollectionAge.GetValueOrDefault(activation.Kind.Type.FullName!, _options.CollectionAge);
            var lastUseful = now - 1 - (int)Math.Min(int.MaxValue / 2, Math.Ceiling(age / _round));
            if (activation.IsIdleSince(lastUseful))
                activation.EndIfIdleSince(lastUseful);
        }
    }
}
