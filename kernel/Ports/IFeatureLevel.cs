namespace Watchfloor.Kernel;

/// <summary>What all programs that share the data understand: nothing of a higher level may be written. It only ever rises.</summary>
public interface IFeatureLevel
{
    /// <summary>As far as this process has heard.</summary>
    int Current { get; }
}

/// <summary>What this program understands. Who is alone with the data needs to ask nobody else.</summary>
public sealed record ProgramLevel(int Current) : IFeatureLevel
{
    /// <summary>
    /// Of this version. It goes up by one with each release that writes a fact, a command between grains or a property of one that the
    /// release before could not read.
    /// </summary>
    public static ProgramLevel Own { get; } = new(FeatureLevels.First);
}

/// <summary>Where the data itself says up to which level something may stand in it. From then on, programs that know less are refused.</summary>
public interface ILevelRecord : IFeatureLevel
{
    /// <summary>
    /// Raises it to a level, or to the lowest of the programs that have the data at this moment if that is less; never lowers it. Returns
    /// what is recorded.
    /// </summary>
    Task<int> Raise(int level, CancellationToken cancellation);
}
