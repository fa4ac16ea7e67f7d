namespace Watchfloor.Kernel;

/// <summary>
/// Entities of a kind that do something outside of themselves between two deadlines, of which the next says when that must have ended. Whose
/// process died in it need not wait so long: the alarm clock wakes them before, and who still is at it goes on.
/// </summary>
/// <param name="Kind">Of the entities.</param>
/// <param name="Longest">From the beginning to the deadline.</param>
public sealed record AtWork(string Kind, TimeSpan Longest)
{
    /// <summary>What takes no longer is not disturbed.</summary>
    static readonly TimeSpan Usual = TimeSpan.FromSeconds(1);

    /// <summary>Deadlines of work that began a while ago, up to this instant.</summary>
    public DateTimeOffset Until(DateTimeOffset now) => now + Longest - Usual;
}
