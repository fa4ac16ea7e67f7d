using System.Diagnostics.Metrics;

namespace Watchfloor.Live;

/// <summary>How many look, and how many were too slow.</summary>
sealed class LiveMeter
{
    readonly Counter<long> _cutOff;
    long _clients;

    public LiveMeter(IMeterFactory meters)
    {
        var meter = meters.Create("Watchfloor");
        meter.CreateObservableUpDownCounter(
            "watchfloor.live.clients",
            () => Interlocked.Read(ref _clients),
            "{client}",
            "Clients of the live feed."
        );
        _cutOff = meter.CreateCounter<long>("watchfloor.live.cut_off", "{client}", "Clients that did not keep up and were cut off.");
    }

    public void Count(int clients) => Interlocked.Exchange(ref _clients, clients);

    public void CutOff() => _cutOff.Add(1);
}
