using Orleans.Hosting;
using Watchfloor.Kernel;

namespace Watchfloor.Silo;

/// <summary>Everything that makes a silo a Watchfloor silo; the program, the tests and the benchmarks use the same.</summary>
public static class WatchfloorSilo
{
    /// <summary>Kernel, grains with their streams, and the reminders that keep the alarm clocks.</summary>
    public static ISiloBuilder AddWatchfloor(this ISiloBuilder silo) =>
        silo.UseInMemoryReminderService().AddWatchfloorKernel().AddWatchfloorGrains();
}
