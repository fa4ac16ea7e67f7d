using Orleans.Hosting;
using Watchfloor.Kernel;

namespace Watchfloor.Silo;

/// <summary>Everything that makes a silo a Watchfloor silo; the program, the tests and the benchmarks use the same.</summary>
public static class WatchfloorSilo
{
    /// <summary>Kernel, grains, the streams that hint devices, and the reminders that keep the alarm clocks.</summary>
    /// <param name="postgres">The database that the engine may keep its own things in; without one they live in memory.</param>
    /// <param name="part">What the process is among others; null where it is alone.</param>
    public static ISiloBuilder AddWatchfloor(this ISiloBuilder silo, string? postgres = null, ClusterPart? part = null) =>
        silo.AddEngineParts(postgres, part).AddWatchfloorKernel().AddWatchfloorGrains();
}
