using System.Data.Common;
using Watchfloor.Health;
using Watchfloor.Kernel;
using Watchfloor.Store;

namespace Watchfloor.Silo;

/// <summary>
/// An api is ready as long as a silo serves and keys and demo are in place. At the very first start of its cluster it also waits until as
/// many serve as there are to be; later one of them may be down on purpose. Looks at most once a second, however often it is asked: probes have no keys.
/// </summary>
sealed class ApiReadiness(
    ClusterReport report,
    ClusterBeginning beginning,
    ServerOptions options,
    IKeys keys,
    IEntities entities,
    [FromKeyedServices(InfrastructureTime.Key)] TimeProvider machine
) : IReadiness, IStarts, IDisposable
{
    const string NoneServes = "no silo serves at this moment";
    static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    readonly SemaphoreSlim _one = new(1);
    IReadOnlyList<string> _reasons = [];
    long? _lookedAt;
    bool _hasBegun;

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<string>> Starting(CancellationToken cancellation)
    {
        try
        {
            return await Reasons(cancellation);
        }
        catch (Exception e) when (e is DbException or TimeoutException or StoreFailedException)
        {
            return ["the store does not answer"];
        }
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<string>> Reasons(CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            if (_lookedAt is { } at && _reasons.Count == 0 && machine.GetElapsedTime(at) < Fresh)
                return _reasons;
            _reasons = await Look(cancellation);
            _lookedAt = machine.GetTimestamp();
            return _reasons;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();

    async Task<IReadOnlyList<string>> Look(CancellationToken cancellation)
    {
        var (serving, awaited) = (await report.Serving(cancellation), options.Cluster!.AwaitedSilos);
        if (_hasBegun)
            return serving > 0 ? [] : [NoneServes];
        if (serving < awaited && !await beginning.IsOver(cancellation))
            return [$"{serving} of {awaited} silos serve yet"];
        if (serving == 0)
            return [NoneServes];
        if (!await IsFurnished(cancellation))
            return ["keys and demo are being put in place"];
        await beginning.End(cancellation);
        _hasBegun = true;
        return [];
    }

    async Task<bool> IsFurnished(CancellationToken cancellation)
    {
        var holders = await keys.OfInstallation(TenantId.Default, cancellation);
        return holders.Any(holder => holder.Id == FirstStart.Admin.Id)
            && (
                !options.Demo
                || holders.Any(holder => holder.Id == FirstStart.Connector.Id)
                    && await entities.Load(Demo.LastOfAll, cancellation) is not null
            );
    }
}
