using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Clustering;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Orleans.Hosting;

/// <summary>
/// Opens the silo, and closes it in order: no call from outside, turns end, activations end. A stop that runs out of patience leaves the
/// rest as a killed process would.
/// </summary>
sealed class SiloLife(
    Silo silo,
    ILocalSiloDetails details,
    IOptions<GrainCollectionOptions> collection,
    IEnumerable<IEndsBeforeGrains> background,
    IEnumerable<IMembership> memberships,
    ILogger<Silo> logger
) : IHostedService
{
    /// <summary>Running calls may take so long before those that take a token are cancelled.</summary>
    static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(5);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!silo.Kinds.All.Any())
            throw new InvalidOperationException("The silo knows no grain class.");
        foreach (var membership in memberships)
            await membership.Join(cancellationToken);
        silo.Open();
        Gateways.Add(details.ClusterId, details.GatewayAddress.Endpoint.Port, silo);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        Gateways.Remove(details.ClusterId, details.GatewayAddress.Endpoint.Port, silo);
        silo.CloseDoors();
        foreach (var part in background)
            part.End();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(collection.Value.DeactivationTimeout);
        using (var grace = CancellationTokenSource.CreateLinkedTokenSource(patience.Token))
        {
            grace.CancelAfter(Grace);
            await Until(() => !silo.Watch.AnyBusy, grace.Token);
        }
        // Calls that are made to wait, such as that of a feed, end now; what takes no token is still awaited.
        silo.Watch.CancelRunning();
        await Until(() => !silo.Watch.AnyBusy, patience.Token);
        // An ending grain may call another one and wake it: again, until none is left.
        while (!patience.IsCancellationRequested && silo.Activations.Any())
        {
            var ending = silo.Activations.ToArray();
            foreach (var activation in ending)
                activation.Deactivate(new(DeactivationReasonCode.ShuttingDown, "The silo stops."), CancellationToken.None);
            await Until(() => Array.TrueForAll(ending, static activation => activation.IsDead), patience.Token);
        }
        silo.Close();
        var left = silo.Activations.Count();
        if (left > 0)
            logger.LogWarning("The silo stopped while {Count} activations had not ended.", left);
        foreach (var membership in memberships)
            await membership.Leave(cancellationToken);
    }

    static async Task Until(Func<bool> reached, CancellationToken patience)
    {
        while (!reached() && !patience.IsCancellationRequested)
            await Task.Delay(Glance, CancellationToken.None);
    }
}

/// <summary>Something that calls grains by itself and ends before they do.</summary>
interface IEndsBeforeGrains
{
    void End();
}
