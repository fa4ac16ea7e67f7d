using Orleans.Concurrency;

namespace Watchfloor.Kernel;

/// <summary>
/// Wakes what is due in one partition of the due table. Grains that are active ring by themselves, exactly; this clock is
/// for those that are not, and after a start for all. Key: the partition's number.
/// </summary>
[Alias("wf.IAlarmClockGrain")]
public interface IAlarmClockGrain : IGrainWithStringKey
{
    /// <summary>Keeps it running; every silo asks again and again, and a reminder is the net.</summary>
    [Alias("Keep"), AlwaysInterleave]
    Task Keep();

    /// <summary>Somebody who rang by himself goes to sleep: wake him at this instant. Where this is lost, the next reading finds him.</summary>
    [Alias("Expect"), AlwaysInterleave, OneWay]
    Task Expect(EntityId entity, DateTimeOffset at, int rank);
}

/// <summary>Finds clocks.</summary>
public static class AlarmClocks
{
    /// <summary>The clock of a partition.</summary>
    public static IAlarmClockGrain AlarmClock(this IGrainFactory grains, int partition) =>
        grains.GetGrain<IAlarmClockGrain>($"clock/{partition}");

    /// <summary>The clock that watches over an entity.</summary>
    public static IAlarmClockGrain AlarmClockOf(this IGrainFactory grains, IDueTimes due, EntityId entity) =>
        grains.AlarmClock(due.PartitionOf(entity));
}
