namespace Watchfloor.Benchmarks;

/// <summary>Which events live on a silo, as far as can be known from outside: those that say nothing while it stands still for a moment.</summary>
static class Residents
{
    static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(50);

    /// <summary>So often nobody else has answered: the others will not. Far below what a silo may be silent.</summary>
    const int QuietGlances = 12;

    public static async Task<string[]> Of(ChildProcess silo, EventCaller caller, string[] ids, CancellationToken cancellation)
    {
        silo.Freeze();
        Task[] asked = [.. ids.Select(id => caller.Ask(id, cancellation))];
        var (answered, quiet) = (0, 0);
        while (quiet < QuietGlances || answered == 0)
        {
            await Task.Delay(Glance, cancellation);
            var now = asked.Count(task => task.IsCompleted);
            (answered, quiet) = (now, now == answered ? quiet + 1 : 0);
        }
        string[] residents = [.. ids.Where((_, place) => !asked[place].IsCompleted)];
        silo.Thaw();
        await Task.WhenAll(asked);
        return residents;
    }
}
