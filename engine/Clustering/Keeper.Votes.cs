using System.Collections.Immutable;
using Microsoft.Extensions.Logging;

namespace Orleans.Clustering;

/// <summary>
/// Who cannot be reached by whom. A machine that vanished, or a link on which only one direction works, refuses nobody, and so proves nothing:
/// the lease decides. But people are told, since two silos with good leases fail each other's calls for as long as the link is broken; and
/// where it stays broken, one of them makes way.
/// </summary>
sealed partial class Keeper
{
    bool _votesInVain;
    bool _makesWay;

    /// <summary>Over the connection that is held for evictions, which so is known to work. It holds no renewal up.</summary>
    void BeginVoting()
    {
        if (!_voting.IsCompleted)
            return;
        using (ExecutionContext.SuppressFlow())
            _voting = Task.Run(Vote, CancellationToken.None);
    }

    async Task Vote()
    {
        try
        {
            Count(await membership.Votes(Life.Self, Life.Suspicion.Missed, _ended.Token));
            _votesInVain = false;
        }
        catch (Exception fault) when (!_ended.IsCancellationRequested)
        {
            if (!_votesInVain && !_isAway)
                logger.LogWarning(fault, "Who cannot be reached cannot be said or learned at the moment; leases go on.");
            _votesInVain = true;
        }
        catch (OperationCanceledException)
        {
            logger.LogDebug("The silo ended while it voted.");
        }
    }

    void Count(ImmutableArray<Vote> votes)
    {
        var before = cluster.Unreached;
        cluster.Count(votes);
        foreach (var line in cluster.Unreached.Except(before))
            logger.LogWarning("{Unreached} See to the network between them; where it does not mend, one of them leaves.", line);
        if (before.Length > 0 && cluster.Unreached.IsEmpty)
            logger.LogInformation("All members reach each other again.");
        if (!_makesWay && !_isLeaving && Life.Rift.MustMakeWay(cluster.View, votes))
            MakeWay();
    }

    /// <summary>It hands over, leaves and ends, as if somebody had told it to stop.</summary>
    void MakeWay()
    {
        _makesWay = true;
        logger.LogCritical(
            "{Silo} leaves cluster {Cluster}: it and others have not reached each other for {Time}. The others serve its grains. See to the "
                + "network between them, and start it again.",
            Life.Self,
            self.ClusterId,
            Rift.Longest(_lease)
        );
        host.StopApplication();
    }
}
