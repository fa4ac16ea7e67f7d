using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Clustering;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Orleans.Hosting;

/// <summary>
/// Opens the silo, and closes it in order: its grains go to others where there are any, as soon as the process is told to stop; when
/// whatever else stands in the process has ended, no call from outside, turns end, activations end. A stop that runs out of patience leaves
/// the rest as a killed process would.
/// </summary>
sealed class SiloLife(
    Silo silo,
    ILocalSiloDetails details,
    IOptions<GrainCollectionOptions> collection,
    IEnumerable<IEndsBeforeGrains> background,
    IEnumerable<IDoors> doors,
    ILogger<Silo> logger,
    Keeper? keeper = null
) : IHostedLifecycleService
{
    /// <summary>Running calls may take so long before those that take a token are cancelled.</summary>
    static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    /// <summary>So long a silo that leaves waits until all others know.</summary>
    static readonly TimeSpan Farewell = TimeSpan.FromSeconds(5);

    /// <summary>So long it tries to take its row out. Others take it out as soon as it refuses them; nothing is placed on it any more.</summary>
    static readonly TimeSpan LastWord = TimeSpan.FromSeconds(2);

    static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(5);

    bool _hasHandedOver;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (silo.Kinds.All.All(static kind => kind.Type.Assembly == typeof(Silo).Assembly))
            throw new InvalidOperationException("The silo knows no grain class.");
        foreach (var door in doors)
            await door.Open(cancellationToken);
        // A member is called as soon as others read that it is one, so it is open before.
        silo.Open();
        if (keeper is not null)
            await keeper.Join(cancellationToken);
        Gateways.Add(details.ClusterId, details.GatewayAddress.Endpoint.Port, silo);
    }

    /// <summary>
    /// Before a web server has drained, which may take as long as its clients like: what they still ask for is sent on. Who is alone, or is
    /// killed, has nobody to hand over to.
    /// </summary>
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        if (_hasHandedOver || keeper is not { HasOthers: true } member || cancellationToken.IsCancellationRequested)
            return;
        _hasHandedOver = true;
        await HandOver(member, cancellationToken);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await StoppingAsync(cancellationToken); // somebody may have joined meanwhile
        var isKilled = cancellationToken.IsCancellationRequested && !_hasHandedOver;
        Gateways.Remove(details.ClusterId, details.GatewayAddress.Endpoint.Port, silo);
        silo.CloseDoors();
        foreach (var part in background)
            part.End();
        if (keeper is not { IsLost: true })
            // What runs on after its grain was handed over can commit nothing any more, so it is not waited for as long.
            await Drain(_hasHandedOver ? Farewell : collection.Value.DeactivationTimeout, cancellationToken);
        silo.Close();
        if (keeper is not null)
            await (isKilled ? keeper.End() : Depart(keeper, cancellationToken));
        foreach (var door in doors)
            await door.Close(cancellationToken);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Others serve the grains from now on; what still comes here is sent on to them.</summary>
    async Task HandOver(Keeper member, CancellationToken cancellation)
    {
        foreach (var part in background)
            part.End();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Farewell);
        await member.Leave(patience.Token);
    }

    /// <summary>
    /// Who was the last has nobody to hand over to, and leaves when all has ended. A row of who has handed over goes also where all patience
    /// was used up before.
    /// </summary>
    async Task Depart(Keeper member, CancellationToken cancellation)
    {
        if (!_hasHandedOver && !member.IsLost)
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            patience.CancelAfter(Farewell);
            await member.Leave(patience.Token);
        }
        using var brief = new CancellationTokenSource(LastWord);
        await member.Depart(brief.Token);
    }

    async Task Drain(TimeSpan longest, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(longest);
        using (var grace = CancellationTokenSource.CreateLinkedTokenSource(patience.Token))
        {
            grace.CancelAfter(Grace);
            await Until(() => !silo.AnyBusy, grace.Token);
        }
        // Calls that are made to wait, such as that of a feed, end now, and so does what begins behind them; what takes no token is still awaited.
        await Until(
            () =>
            {
                silo.Watch.CancelRunning();
                return !silo.AnyBusy;
            },
            patience.Token
        );
        // An ending grain may call another one and wake it: again, until none is left.
        while (!patience.IsCancellationRequested && silo.Activations.Any())
        {
            var ending = silo.Activations.ToArray();
            foreach (var activation in ending)
                activation.Deactivate(new(DeactivationReasonCode.ShuttingDown, "The silo stops."), CancellationToken.None);
            await Until(() => Array.TrueForAll(ending, static activation => activation.IsDead), patience.Token);
        }
        var left = silo.Activations.Count();
        if (left > 0)
            logger.LogWarning("The silo stopped while {Count} activations had not ended.", left);
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
