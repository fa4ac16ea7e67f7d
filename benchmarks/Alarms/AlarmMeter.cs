using System.Diagnostics.Metrics;

namespace Watchfloor.Benchmarks;

/// <summary>Listens to what the kernel measures of itself.</summary>
sealed class AlarmMeter : IDisposable
{
    readonly MeterListener _listener = new();
    readonly List<double> _lateness = [];
    long _held;

    public AlarmMeter()
    {
        _listener.InstrumentPublished = static (instrument, self) =>
        {
            if (instrument.Name is "watchfloor.alarm.held" or "watchfloor.alarm.lateness")
                self.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((_, change, _, _) => Interlocked.Add(ref _held, change));
        _listener.SetMeasurementEventCallback<double>(
            (_, seconds, _, _) =>
            {
                lock (_lateness)
                    _lateness.Add(seconds);
            }
        );
        _listener.Start();
    }

    public long Held => Volatile.Read(ref _held);

    public IReadOnlyCollection<double> Lateness
    {
        get
        {
            lock (_lateness)
                return [.. _lateness];
        }
    }

    public async Task Until(Func<bool> reached, CancellationToken cancellation)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(TimeSpan.FromMinutes(2));
        while (!reached())
            await Task.Delay(TimeSpan.FromMilliseconds(10), deadline.Token);
    }

    public void Dispose() => _listener.Dispose();
}
