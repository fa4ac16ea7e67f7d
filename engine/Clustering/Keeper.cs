using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Orleans.Clustering;

/// <summary>
/// Keeps a silo a member: one round after another it renews the lease, reads view and rows, installs what is newer, looks at the barrier
/// while something waits for it, and evicts who is gone. A round that fails is tried again soon; only a lost row ends the life.
/// </summary>
sealed partial class Keeper(
    SiloCluster cluster,
    Membership membership,
    Silo silo,
    MemberDetails self,
    IOptions<ClusterMembershipOptions> options,
    IServiceProvider services,
    IHostApplicationLifetime host,
    ILogger<Keeper> logger,
    [FromKeyedServices(TimeProviderNames.Membership)] TimeProvider clock
) : IDisposable
{
    /// <summary>How often the barrier is looked at while something waits for it.</summary>
    static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(25);

    /// <summary>After a round that failed.</summary>
    static readonly TimeSpan Again = TimeSpan.FromMilliseconds(200);

    /// <summary>Of a program that does not say what it understands.</summary>
    const int FirstLevel = 1;

    readonly CancellationTokenSource _ended = new();
    readonly TimeSpan _lease = options.Value.ProbeTimeout * options.Value.NumMissedProbesLimit;
    Task _keeping = Task.CompletedTask;
    Task _dropping = Task.CompletedTask;
    Task _evicting = Task.CompletedTask;
    Task _voting = Task.CompletedTask;
    SiloAddress? _stubborn;
    long _stored;
    volatile bool _isEvicting;
    volatile bool _isLeaving;
    volatile bool _isAway;
    bool _wasHeld;

    Life Life => cluster.Life!;

    /// <summary>Nothing of this life counts any more: it was evicted, or could not let go of what was not its own.</summary>
    internal bool IsLost => cluster.Life is { Lease.IsLost: true };

    /// <summary>A member that others take over from when it leaves.</summary>
    internal bool HasOthers =>
        cluster.Life is { } life
        && !life.Lease.IsLost
        && cluster.View.Members.Any(member => member.TakesGrains && !member.Address.Equals(life.Self));

    internal async Task Join(CancellationToken cancellation)
    {
        var level = services.GetKeyedService<Func<int>>(HandoverKey)?.Invoke() ?? FirstLevel;
        var wanted = new Member(self.SiloAddress, self.Name, level, TakesGrains: true);
        var sent = clock.GetTimestamp();
        var joined = await Persist(() => membership.Join(wanted, cancellation), cancellation);
        self.Begin(joined.Address);
        cluster.Begin(new(joined.Address, joined.Secret, _lease, clock), joined.View);
        logger.LogInformation(
            "{Silo} has joined cluster {Cluster} with view {View} of {Members} members.",
            joined.Address,
            self.ClusterId,
            joined.View.Number,
            joined.View.Members.Length
        );
        if (joined.Remark is { } remark)
            logger.LogWarning("Cluster {Cluster}: {Remark}", self.ClusterId, remark);
        Life.Lease.Renew(sent);
        Tell(joined.View.Number);
        BeginDropping();
        using (ExecutionContext.SuppressFlow())
            _keeping = Task.Run(Keep, CancellationToken.None);
    }

    /// <summary>
    /// Everything of this silo goes to others. Completes when all of them know; when patience ends before, they learn it later.
    /// </summary>
    internal async Task Leave(CancellationToken patience)
    {
        _isLeaving = true;
        long left;
        try
        {
            left = await Persist(() => membership.Leave(Life.Self, patience), patience);
        }
        catch (Exception fault)
        {
            logger.LogWarning(fault, "{Silo} could not say that it leaves; others take it out when its lease has run out.", Life.Self);
            return;
        }
        cluster.Signal.Look();
        Tell(left);
        while (!IsLost && !patience.IsCancellationRequested && !HasLeft(left))
            await cluster.Change.WaitAsync(Glance, clock, patience).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        bool HasLeft(long view) => Life.Handover is { IsWaiting: false, Installed: var installed } && installed.Number >= view;
    }

    /// <summary>Takes the row out, unless something is not handed over yet: then others take it out when the lease has run out.</summary>
    internal async Task Depart(CancellationToken cancellation)
    {
        if (cluster.Life is not { } life)
            return;
        await End();
        if (life.Lease.IsLost || life.Handover.IsDropping || life.Handover.Installed.Members.Any(IsPlace))
            return;
        try
        {
            await membership.Depart(life.Self, cancellation);
            Tell(life.Handover.Installed.Number);
        }
        catch (Exception fault)
        {
            logger.LogWarning(fault, "{Silo} could not take its row out; others do so after {Lease}.", life.Self, _lease);
        }

        bool IsPlace(Member member) => member.TakesGrains && member.Address.Equals(life.Self);
    }

    /// <summary>As if the process had been killed: the row stays as it is.</summary>
    internal async Task End()
    {
        await _ended.CancelAsync();
        await _keeping;
        await _dropping;
        await _evicting;
        await _voting;
    }

    public void Dispose()
    {
        _ended.Cancel();
        _ended.Dispose();
    }

    async Task Keep()
    {
        while (!_ended.IsCancellationRequested && !IsLost)
            await cluster.Signal.Wait(await Round(), clock, _ended.Token);
    }

    /// <summary>How long to rest until the next one.</summary>
    async Task<TimeSpan> Round()
    {
        try
        {
            var (looks, renews) = cluster.Signal.Take();
            var isTime = Life.Lease.UntilRenewal == TimeSpan.Zero;
            var acknowledges = Life.Handover.Acknowledged > _stored;
            var newest = isTime || renews || acknowledges ? await RenewLease() : cluster.View.Number;
            if (newest is null)
                Lose("Others have taken it out of the view, because it was silent for too long or refused them");
            else if (isTime || looks || newest > cluster.View.Number || WaitsForOthers)
                await Look();
            Recover();
        }
        catch (OperationCanceledException) when (_ended.IsCancellationRequested)
        {
            return TimeSpan.Zero;
        }
        catch (Exception fault)
        {
            await Fail(fault);
            return Again < Life.Lease.Rhythm ? Again : Life.Lease.Rhythm;
        }
        return WaitsForOthers && Glance < Life.Lease.UntilRenewal ? Glance : Life.Lease.UntilRenewal;
    }

    /// <summary>All is let go here, and others are to let go yet.</summary>
    bool WaitsForOthers => Life.Handover is { IsWaiting: true, IsDropping: false };

    async Task<long?> RenewLease()
    {
        var (acknowledged, sent) = (Life.Handover.Acknowledged, Life.Lease.Send());
        var newest = await membership.RenewLease(Life.Self, acknowledged, silo.ActivationCount, _ended.Token);
        if (newest is null)
            return null;
        Life.Lease.Renew(sent);
        Life.Suspicion.Renewed();
        BeginVoting();
        cluster.HasChanged(); // the lease may have been over a moment ago
        if (acknowledged > _stored)
            Tell(_stored = acknowledged);
        return newest;
    }

    async Task Look()
    {
        var asked = clock.GetTimestamp();
        var read = await membership.Read(_ended.Token);
        if (read.RowOf(Life.Self) is null)
        {
            Lose("Its row in the table of members is gone");
            return;
        }
        if (cluster.Install(read.View))
            BeginDropping();
        var installed = cluster.View;
        if (Barrier.IsPassed(read, installed, Life.Self) && Life.Handover.Activate(installed))
            cluster.HasChanged();
        Life.Suspicion.See(read, asked);
        Suspect(read);
    }
}
