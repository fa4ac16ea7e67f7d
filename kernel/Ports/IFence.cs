namespace Watchfloor.Kernel;

/// <summary>
/// What a process that shares its database with others proves before it commits. Alone there is no fence, and nothing is registered under
/// this name.
/// </summary>
public interface IFence
{
    /// <summary>
    /// The check with which every batch of commits begins, in its own transaction: it returns one row, or nothing of the batch may be
    /// written. It locks that row, so that whoever ends this process's membership waits for the batch, or makes it fail.
    /// </summary>
    FenceCheck Check();

    /// <summary>
    /// Whether the entity's grain is served here at this moment. Asked when a batch is put together: what was handed over meanwhile is
    /// failed, never written.
    /// </summary>
    bool Holds(EntityId entity);

    /// <summary>A batch was refused by the check: this process is no member any more, or has lost its lease.</summary>
    void Refused();
}

/// <summary>SQL with parameters $1 … $n of the database that commits go to.</summary>
public sealed record FenceCheck(string Sql, IReadOnlyList<object> Parameters);

/// <summary>Commits of a process that can be handed over.</summary>
public interface ISettles
{
    /// <summary>
    /// Completes when every batch that was under way at the call has ended and its fate is known. Throws where the fate of one cannot be
    /// learned: then this process must not acknowledge that it let go of anything. A <see cref="TimeoutException"/> says that it could not be
    /// asked so far, and may be asked again.
    /// </summary>
    Task Settled(CancellationToken cancellation);
}
