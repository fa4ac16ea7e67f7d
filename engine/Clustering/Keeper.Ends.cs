using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Orleans.Clustering;

/// <summary>What ends: grains that were given away, other members, the database's patience, and this life.</summary>
sealed partial class Keeper
{
    /// <summary>The key of what engine and host have to tell each other when grains move.</summary>
    internal const string HandoverKey = "orleans.handover";

    /// <summary>A turn that runs may take so long until its grain is somebody else's.</summary>
    static readonly TimeSpan Courtesy = TimeSpan.FromMilliseconds(500);

    /// <summary>After what is under way: that may have ended already as far as it looks at views.</summary>
    void BeginDropping()
    {
        var before = _dropping;
        using (ExecutionContext.SuppressFlow())
            _dropping = Task.Run(() => LetGo(before), CancellationToken.None);
    }

    /// <summary>Until nothing is left of what views gave away, of those also that come meanwhile. Only then is the newest acknowledged.</summary>
    async Task LetGo(Task before)
    {
        await before;
        var handover = Life.Handover;
        try
        {
            while (handover.IsDropping && !IsLost)
            {
                var view = handover.Installed;
                await silo.LetGo(handover.MayServe, Courtesy);
                if (!handover.Refuse(view))
                    continue;
                if (await AreSettled())
                    handover.Drop(view);
            }
            cluster.Signal.Wake();
        }
        catch (OperationCanceledException) when (_ended.IsCancellationRequested)
        {
            logger.LogWarning("The silo ended before all that it gave away was settled.");
        }
        catch (Exception fault)
        {
            Lose("What became of its last commits cannot be learned, so nothing may be handed over", fault);
        }
    }

    /// <summary>
    /// Whether the fate of every batch under way is known. While the database is away, or takes no connection, nobody can know it: it is
    /// asked again. Where it answers and does not know, that is the end of this life.
    /// </summary>
    async Task<bool> AreSettled()
    {
        if (services.GetKeyedService<Func<CancellationToken, Task>>(HandoverKey) is not { } settled)
            return true;
        try
        {
            await settled(_ended.Token);
            return true;
        }
        catch (Exception fault) when (fault is TimeoutException || (_isAway && fault is not OperationCanceledException))
        {
            logger.LogWarning(
                fault,
                "What became of the last commits cannot be asked; it is asked again, and nothing is handed over meanwhile."
            );
            await Task.Delay(Again, clock, _ended.Token);
            return false;
        }
    }

    /// <summary>
    /// One at a time, since each makes a view; and by members who have the newest. Who could not be taken out a moment ago keeps nobody else in.
    /// </summary>
    void Suspect(Snapshot read)
    {
        if (_isLeaving || _isEvicting || !Life.Lease.IsHeld || read.Number != cluster.View.Number)
            return;
        foreach (var row in read.Rows.OrderBy(row => row.Address.Equals(_stubborn)))
            if (Life.Suspicion.Refused(row) || Life.Suspicion.LeaseRanOut(row))
            {
                _isEvicting = true;
                using (ExecutionContext.SuppressFlow())
                    _evicting = Task.Run(() => Evict(row, read.Number), CancellationToken.None);
                return;
            }
    }

    async Task Evict(MemberRow row, long seen)
    {
        var refused = Life.Suspicion.Refused(row);
        _stubborn = row.Address;
        try
        {
            if (!await membership.Evict(new(row.Address, Life.Self, seen, Life.Suspicion.LeaseLeft(row)), _ended.Token))
                return;
            logger.LogWarning("{Member} is out of the view: {Reason}.", row.Address, refused ? "its process ended" : "its lease ran out");
            cluster.Signal.Look();
            Tell(seen + 1);
        }
        catch (Exception fault) when (!_ended.IsCancellationRequested)
        {
            logger.LogWarning(fault, "{Member} could not be taken out of the view yet.", row.Address);
        }
        catch (OperationCanceledException)
        {
            logger.LogDebug("The silo ended while it took {Member} out of the view.", row.Address);
        }
        finally
        {
            _isEvicting = false;
        }
    }

    /// <summary>Nothing of this life counts any more. The grains are gone at once, the process follows.</summary>
    void Lose(string why, Exception? fault = null)
    {
        if (IsLost)
            return;
        Life.Lease.Lose();
        silo.Close();
        logger.LogCritical(
            fault,
            "{Silo} is no member of cluster {Cluster} any more. {Why}. It takes no calls and stops; start it again to join anew.",
            Life.Self,
            self.ClusterId,
            why
        );
        // Abandoned before anybody who waits looks again.
        _ = silo.LetGo(static _ => false, TimeSpan.Zero);
        cluster.HasChanged();
        host.StopApplication();
    }

    async Task Fail(Exception fault)
    {
        if (!_isAway)
            logger.LogWarning(fault, "The database of members does not answer; the lease is tried again until it does.");
        _isAway = true;
        if (_wasHeld && !Life.Lease.IsHeld)
            logger.LogError("The lease of {Silo} has run out: no turn begins here until it can be renewed.", Life.Self);
        _wasHeld = Life.Lease.IsHeld;
        await membership.Reset();
    }

    void Recover()
    {
        if (_isAway)
            logger.LogInformation("The database of members answers again.");
        (_isAway, _wasHeld) = (false, Life.Lease.IsHeld);
    }

    /// <summary>What others would learn with their next renewal, they learn now.</summary>
    void Tell(long view) => services.GetService<ITellsMembers>()?.Tell(view);

    /// <summary>Tries for a lease's time: after a power cut the database may come later than the silo.</summary>
    async Task<T> Persist<T>(Func<Task<T>> attempt, CancellationToken cancellation)
    {
        var began = clock.GetTimestamp();
        while (true)
            try
            {
                return await attempt();
            }
            catch (System.Data.Common.DbException fault) when (clock.GetElapsedTime(began) < _lease)
            {
                logger.LogWarning(fault, "The database of members does not answer; it is asked again.");
                await membership.Reset();
                await Task.Delay(Again, clock, cancellation);
            }
    }
}
