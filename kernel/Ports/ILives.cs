namespace Watchfloor.Kernel;

/// <summary>
/// The lives of processes: one is one run of one of them. What a grain does outside of its turns goes on where it began when the grain moves,
/// and ends only with that life.
/// </summary>
public interface ILives
{
    /// <summary>The name of this one; null where there is no other.</summary>
    string? Own { get; }

    /// <summary>Whether another one may still be at what it began. Where nobody wrote down which it is, it may.</summary>
    bool MayGoOn(string? life);
}

/// <summary>One process alone: whatever another one began ended with it.</summary>
sealed class LoneLife : ILives
{
    public string? Own => null;

    public bool MayGoOn(string? life) => false;
}
