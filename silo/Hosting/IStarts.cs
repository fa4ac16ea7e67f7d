namespace Watchfloor.Silo;

/// <summary>What a start is over with before people are told that the server is there.</summary>
interface IStarts
{
    /// <summary>What it still waits for, in sentences.</summary>
    ValueTask<IReadOnlyList<string>> Starting(CancellationToken cancellation);
}
