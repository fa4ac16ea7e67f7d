namespace Watchfloor.Silo;

/// <summary>Chance that is the same at every start: by the number of what is made up, and what it decides.</summary>
readonly record struct Chance(int Number)
{
    /// <summary>From 0 to one below.</summary>
    public int Below(int most, int what)
    {
        var mixed = unchecked(((uint)Number * 2_654_435_761) ^ ((uint)what * 2_246_822_519));
        mixed = unchecked((mixed ^ (mixed >> 15)) * 3_266_489_917);
        return (int)((mixed ^ (mixed >> 13)) % (uint)most);
    }

    /// <summary>A time of whole seconds between two others.</summary>
    public TimeSpan Between(TimeSpan least, TimeSpan most, int what) =>
        least + TimeSpan.FromSeconds(Below((int)(most - least).TotalSeconds, what));
}
