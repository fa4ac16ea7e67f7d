using System.Collections.Immutable;
using Orleans.Runtime;

namespace Orleans.Clustering;

/// <summary>
/// Whom this silo may evict. A lease that ran out says nothing as long as the database may have been away: it counts once this silo has
/// renewed its own for one whole lease. Nor does it where only the database's clock went forward: this silo must have seen no renewal for a
/// while, by the steady clock of its own machine. A refused connection counts at once: silence is no proof, a process that ended is.
/// </summary>
sealed class Suspicion(SiloAddress self, TimeSpan lease, TimeProvider clock)
{
    /// <summary>A living silo renews several times within this. Who has not is silent, whatever its lease says.</summary>
    static readonly TimeSpan Silence = TimeSpan.FromSeconds(2);

    /// <summary>Who refused, and whether a connection to it had ever stood: else it may only be that nobody can get there from here.</summary>
    readonly Dictionary<SiloAddress, bool> _refused = [];

    /// <summary>The last renewal of each that was seen: when, by the own clock, and what was left of the lease then.</summary>
    readonly Dictionary<SiloAddress, (long At, TimeSpan Left)> _renewed = [];

    /// <summary>Who neither answers nor refuses.</summary>
    readonly HashSet<SiloAddress> _missed = [];
    long? _wellSince;
    long? _lastGood;

    /// <summary>A renewal of this silo has succeeded. After a start, or when the last one is half a lease ago, grace begins anew.</summary>
    internal void Renewed()
    {
        var now = clock.GetTimestamp();
        if (_lastGood is not { } last || clock.GetElapsedTime(last, now) > lease / 2)
            _wellSince = now;
        _lastGood = now;
    }

    /// <summary>Whether the database has been well for a whole lease: whoever could renew has done so.</summary>
    internal bool EndGrace() =>
        _wellSince is { } since && _lastGood is { } last && clock.GetElapsedTime(last) <= lease / 2 && clock.GetElapsedTime(since) >= lease;

    /// <summary>Its lease is over, and not because of the database.</summary>
    internal bool LeaseRanOut(MemberRow row) => row.IsExpired && !row.Address.Equals(self) && EndGrace() && IsSilent(row.Address);

    /// <summary>
    /// The rows as they were read. A lease that has more left than it would have without a renewal was renewed meanwhile, whatever the
    /// database's clock did: that it goes forward takes from all of them.
    /// </summary>
    /// <param name="asked">When they were asked for, by the own clock: an answer that is late makes nobody look renewed.</param>
    internal void See(Snapshot read, long asked)
    {
        var now = clock.GetTimestamp();
        foreach (var row in read.Rows)
            if (
                !_renewed.TryGetValue(row.Address, out var last)
                || row.LeaseLeft > last.Left - clock.GetElapsedTime(last.At, asked) + Jitter
            )
                _renewed[row.Address] = (now, row.LeaseLeft);
        Forget(read);
    }

    /// <summary>Two clocks, and what passes between a row's reading and its renewal.</summary>
    TimeSpan Jitter => lease / 50;

    /// <summary>Who lives renews several times within half a lease.</summary>
    bool IsSilent(SiloAddress member) => _renewed.TryGetValue(member, out var last) && clock.GetElapsedTime(last.At) >= lease / 2;

    /// <summary>Somebody was refused, or another life answers at its address. Who was reached before is believed to have been there.</summary>
    internal void Refuse(SiloAddress member, bool wasThere)
    {
        if (!member.Equals(self))
            lock (_refused)
                _refused[member] = wasThere || _refused.GetValueOrDefault(member);
    }

    /// <summary>It answers: a refusal of a moment ago was no end of its process.</summary>
    internal void Reach(SiloAddress member)
    {
        lock (_refused)
        {
            _refused.Remove(member);
            _missed.Remove(member);
        }
    }

    internal void Miss(SiloAddress member)
    {
        lock (_refused)
            _missed.Add(member);
    }

    internal ImmutableArray<SiloAddress> Missed
    {
        get
        {
            lock (_refused)
                return [.. _missed];
        }
    }

    /// <summary>
    /// Its process has ended: it refuses connections after one had stood. Where none ever had, or this silo listens where that one did, which
    /// one process of a machine can at a time, it must be silent too: the two may be on different machines, and both alive.
    /// </summary>
    internal bool Refused(MemberRow row)
    {
        if (HasEnded(row.Address))
            return true;
        lock (_refused)
            return (_refused.ContainsKey(row.Address) || IsMyPlace(row.Address)) && row.LeaseLeft <= lease - Silence;
    }

    /// <summary>With no more than this left of its lease may it still be evicted; null for any. More means that it was renewed meanwhile.</summary>
    internal TimeSpan? LeaseLeft(MemberRow row) =>
        HasEnded(row.Address) ? null
        : Refused(row) ? lease - Silence
        : TimeSpan.Zero;

    bool HasEnded(SiloAddress member)
    {
        lock (_refused)
            return _refused.GetValueOrDefault(member);
    }

    bool IsMyPlace(SiloAddress member) => member.Endpoint.Equals(self.Endpoint) && !member.Equals(self);

    /// <summary>What is said of a member counts for this life of it only, and not for ever: it is forgotten with its row.</summary>
    void Forget(Snapshot read)
    {
        foreach (var member in _renewed.Keys.Where(member => read.RowOf(member) is null).ToList())
            _renewed.Remove(member);
        lock (_refused)
        {
            foreach (var member in _refused.Keys.Where(member => read.RowOf(member) is null).ToList())
                _refused.Remove(member);
            _missed.RemoveWhere(member => read.RowOf(member) is null);
        }
    }
}
