using Orleans.Concurrency;

namespace Watchfloor.Kernel;

/// <summary>One part of a duty: wherever this grain is, its work is done. Key: the duty's name and the number of the part.</summary>
[Alias("wf.IDutyGrain")]
public interface IDutyGrain : IGrainWithStringKey
{
    /// <summary>Keeps it at work; every silo asks again and again.</summary>
    [Alias("Keep"), AlwaysInterleave]
    Task Keep();
}

/// <summary>Finds duties.</summary>
public static class DutyGrains
{
    /// <summary>A part of a duty.</summary>
    public static IDutyGrain Duty(this IGrainFactory grains, string name, int partition) =>
        grains.GetGrain<IDutyGrain>($"{name}/{partition}");
}
