namespace Orleans.Clustering;

/// <summary>What a silo joins before it opens and leaves after it closed.</summary>
interface IMembership
{
    /// <summary>Returns when the silo is a member; throws where it may not be one.</summary>
    Task Join(CancellationToken cancellation);

    Task Leave(CancellationToken cancellation);
}
