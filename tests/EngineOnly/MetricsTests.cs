using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Watchfloor.Tests.Engine;

namespace Watchfloor.Tests.EngineOnly;

public sealed class MetricsTests(EngineCluster cluster) : IClassFixture<EngineCluster>
{
    [Fact]
    public async Task The_meter_of_the_engine_counts_calls_and_activations()
    {
        var before = Read();
        var key = EngineCluster.NewKey();

        for (var grain = 0; grain < 10; grain++)
            await cluster.Inside.GetGrain<ITurns>($"{key}-{grain}").Add(0);
        await cluster.Inside.GetGrain<ILife>(key).Leave();
        await cluster.Inside.GetGrain<ILife>(key).Incarnation();

        await Eventually.Is(
            "the meters have grown",
            () =>
            {
                var after = Read();
                return before.Keys.Select(static counted => counted.Meter).Distinct().Any(meter => Grew(meter, before, after));
            }
        );
    }

    /// <summary>Silos of other tests have meters of the same name: the growth must be that of one.</summary>
    static bool Grew(Meter meter, IDictionary<(Meter, string), long> before, IDictionary<(Meter, string), long> after)
    {
        return By("orleans-catalog-activations") == 11
            && By("orleans-catalog-activation-created") == 12
            && By("orleans-catalog-activation-destroyed") == 1
            && By("orleans-app-requests") == 12;

        long By(string name) =>
            after.TryGetValue((meter, name), out var later) && before.TryGetValue((meter, name), out var earlier) ? later - earlier : 0;
    }

    static ConcurrentDictionary<(Meter Meter, string Name), long> Read()
    {
        var values = new ConcurrentDictionary<(Meter, string), long>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = static (instrument, self) =>
        {
            if (instrument.Meter.Name == "Microsoft.Orleans")
                self.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => values[(instrument.Meter, instrument.Name)] = value);
        listener.SetMeasurementEventCallback<int>((instrument, value, _, _) => values[(instrument.Meter, instrument.Name)] = value);
        listener.Start();
        listener.RecordObservableInstruments();
        return values;
    }
}
