namespace Watchfloor.Kernel;

/// <summary>How far ahead an alarm clock reads, and how often.</summary>
/// <param name="Horizon">So far it holds what comes.</param>
/// <param name="Rescan">So often it reads. What it was not told of is late by this at most.</param>
/// <param name="Doubt">A grain that was woken and is still due is woken again after this.</param>
public sealed record AlarmTimes(TimeSpan Horizon, TimeSpan Rescan, TimeSpan Doubt)
{
    /// <summary>Where one process has all grains: those that are active ring by themselves, and end only after they told the clock.</summary>
    public static AlarmTimes Alone { get; } = new(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(15));

    /// <summary>
    /// Where there are several: with one that was killed go all the grains that would have rung by themselves, and nobody tells the clock.
    /// It finds their deadlines by reading, so it reads often; and no further than it must, so that this costs no more.
    /// </summary>
    public static AlarmTimes OfMany { get; } = new(TimeSpan.FromSeconds(3), TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(5));
}
