using Orleans.Hosting;
using Watchfloor.Events;
using Watchfloor.Kernel;
using Watchfloor.Telemetry;

namespace Watchfloor.Silo;

/// <summary>Everything that makes a silo a Watchfloor silo; the program, the tests and the benchmarks use the same.</summary>
public static class WatchfloorSilo
{
    /// <summary>Kernel, grains, the stream of telemetry hints and the reminders that keep the alarm clocks.</summary>
    public static ISiloBuilder AddWatchfloor(this ISiloBuilder silo) =>
        silo.UseInMemoryReminderService()
            .AddMemoryStreams(TelemetryStream.Provider)
            .AddMemoryGrainStorage("PubSubStore")
            .AddWatchfloorKernel()
            .AddWatchfloorGrains();
}
