namespace Watchfloor.Kernel;

static class AlarmWaits
{
    /// <summary>A timer may not wait longer than 49.7 days; the tick then finds nothing due and is armed anew.</summary>
    static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    /// <summary>How long a grain rests that is still due after it did what was due.</summary>
    public static readonly TimeSpan Again = TimeSpan.FromSeconds(1);

    public static TimeSpan Clamp(TimeSpan wait, TimeSpan atLeast) =>
        wait < atLeast ? atLeast
        : wait > Longest ? Longest
        : wait;
}
