namespace Watchfloor.Silo;

/// <summary>
/// Whether a cluster has ever been whole: an api waits for all of its silos once, at the very first start, and never again for one that may
/// be down on purpose.
/// </summary>
sealed class ClusterBeginning(ClusterDatabase database, ServerOptions options)
{
    const string Begun = "SELECT 1 FROM watchfloor_begun WHERE cluster_id = $1";
    const string Write = "INSERT INTO watchfloor_begun (cluster_id) VALUES ($1) ON CONFLICT DO NOTHING";

    readonly string _cluster = options.Cluster!.Cluster;

    public async Task<bool> IsOver(CancellationToken cancellation) => await database.Has(Begun, cancellation, _cluster);

    /// <summary>From now on no api waits for more than one silo.</summary>
    public Task End(CancellationToken cancellation) => database.Run(Write, cancellation, _cluster);
}
