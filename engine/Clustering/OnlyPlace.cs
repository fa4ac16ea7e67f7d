using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Orleans.Clustering;

/// <summary>
/// The only place of a cluster of one. Its holder changes the lease again and again; whoever comes later watches it, and needs no clock in
/// common with the holder: a lease that changes is alive, one that stands still for its whole time may be taken. It keeps two servers from
/// being started by mistake and is no fence: a holder that was away for so long learns at its next change that it has lost the place.
/// </summary>
sealed class OnlyPlace : IMembership, IDisposable
{
    readonly MembershipDatabase _database;
    readonly CancellationTokenSource _left = new();
    readonly Silo _silo;
    readonly IHostApplicationLifetime _host;
    readonly ILogger<OnlyPlace> _logger;
    readonly TimeProvider _clock;
    readonly TimeSpan _beat;
    readonly TimeSpan _time;
    readonly string _cluster;
    readonly string _name;
    string? _lease;
    long _beats;
    Task _keeping = Task.CompletedTask;

    public OnlyPlace(
        IOptions<AdoNetClusteringSiloOptions> options,
        IOptions<ClusterMembershipOptions> membership,
        Silo silo,
        ILocalSiloDetails self,
        IHostApplicationLifetime host,
        ILogger<OnlyPlace> logger,
        [Microsoft.Extensions.DependencyInjection.FromKeyedServices(TimeProviderNames.Membership)] TimeProvider clock
    )
    {
        var given = options.Value;
        MembershipDatabase.Check(nameof(AdoNetClusteringSiloOptions), given.Invariant, given.ConnectionString, given.DataSource);
        _database = new(given.Invariant, given.ConnectionString, given.DataSource);
        (_silo, _host, _logger, _clock, _cluster) = (silo, host, logger, clock, self.ClusterId);
        _name = $"{self.Name} {self.SiloAddress.ToParsableString()}";
        _time = membership.Value.ProbeTimeout * membership.Value.NumMissedProbesLimit;
        // Twice as often as promised: one late answer of the database is not silence.
        _beat = membership.Value.ProbeTimeout / 2;
    }

    public async Task Join(CancellationToken cancellation)
    {
        await _database.Prepare(cancellation);
        var seen = await _database.Read(_cluster, cancellation);
        if (seen is not null)
            await WaitUntilSilent(seen, cancellation);
        var mine = NextLease();
        if (!await _database.Take(_cluster, seen, mine, cancellation))
            throw Refused(await _database.Read(_cluster, cancellation) ?? "another silo");
        _lease = mine;
        _keeping = Keep(_left.Token);
    }

    public async Task Leave(CancellationToken cancellation)
    {
        await _left.CancelAsync();
        await _keeping;
        if (Interlocked.Exchange(ref _lease, null) is not { } mine)
            return;
        try
        {
            await _database.Release(_cluster, mine, cancellation);
        }
        catch (Exception fault)
        {
            _logger.LogWarning(fault, "The place in cluster {Cluster} could not be given back; it is free after {Time}.", _cluster, _time);
        }
    }

    public void Dispose() => _left.Dispose();

    async Task WaitUntilSilent(string seen, CancellationToken cancellation)
    {
        var began = _clock.GetTimestamp();
        while (_clock.GetElapsedTime(began) < _time)
        {
            await Task.Delay(_beat / 4, _clock, cancellation);
            var now = await _database.Read(_cluster, cancellation);
            if (now != seen)
                throw Refused(now ?? seen);
        }
    }

    async Task Keep(CancellationToken cancellation)
    {
        while (await Pause(cancellation))
            try
            {
                if (await Renew(cancellation))
                    continue;
                Lose();
                return;
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                _logger.LogWarning(fault, "The place in cluster {Cluster} could not be renewed; it is tried again.", _cluster);
            }
    }

    async Task<bool> Renew(CancellationToken cancellation)
    {
        var next = NextLease();
        if (!await _database.Take(_cluster, _lease, next, cancellation))
        {
            // A change whose answer was lost is still his; a row that is gone may be written again.
            var found = await _database.Read(_cluster, cancellation);
            var isHis = found is null || found.StartsWith(_name + " ", StringComparison.Ordinal);
            if (!isHis || !await _database.Take(_cluster, found, next, cancellation))
                return false;
        }
        _lease = next;
        return true;
    }

    async Task<bool> Pause(CancellationToken cancellation)
    {
        await Task.Delay(_beat, _clock, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !cancellation.IsCancellationRequested;
    }

    void Lose()
    {
        _lease = null;
        _silo.Close();
        _logger.LogCritical("Another silo has taken the place in cluster {Cluster}. This one takes no calls any more and stops.", _cluster);
        _host.StopApplication();
    }

    string NextLease() => $"{_name} {++_beats}";

    OrleansConfigurationException Refused(string holder) =>
        new(
            $"Cluster '{_cluster}' is served by {string.Join(' ', holder.Split(' ').SkipLast(1))} already, and this engine runs one silo per cluster: stop that one, or choose another ClusterId."
        );
}
