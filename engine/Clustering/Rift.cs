using System.Collections.Immutable;
using Orleans.Runtime;

namespace Orleans.Clustering;

/// <summary>
/// Who makes way where members do not reach each other for long, though the database reaches all of them: calls between them would fail for
/// ever. It is the one with whom the most links are broken, of equals the youngest; he leaves as if he had been told to stop. All of them
/// count the same votes, and of two ends of a link at most one makes way, so somebody stays.
/// </summary>
sealed class Rift(SiloAddress self, TimeSpan lease, TimeProvider clock)
{
    /// <summary>So many leases long: who stands still is put out before, and most networks have mended.</summary>
    const int Leases = 3;

    long? _since;
    long _last;

    internal static TimeSpan Longest(TimeSpan lease) => lease * Leases;

    /// <summary>Whether this member has been the one to make way all the while. A time without votes counts for nothing.</summary>
    internal bool MustMakeWay(View view, ImmutableArray<Vote> votes)
    {
        var now = clock.GetTimestamp();
        var isInterrupted = clock.GetElapsedTime(_last, now) > lease / 2;
        _last = now;
        if (!self.Equals(WhoMakesWay(view, votes)))
            _since = null;
        else if (_since is null || isInterrupted)
            _since = now;
        return _since is { } since && clock.GetElapsedTime(since, now) >= Longest(lease);
    }

    /// <summary>A link is broken where one of its ends says so. Who leaves already is in nobody's way.</summary>
    internal static SiloAddress? WhoMakesWay(View view, ImmutableArray<Vote> votes)
    {
        var members = view.Members.Where(static member => member.TakesGrains).Select(static member => member.Address).ToHashSet();
        var broken = new HashSet<(SiloAddress, SiloAddress)>();
        foreach (var (by, of) in votes)
            if (members.Contains(by) && members.Contains(of))
                broken.UnionWith([(by, of), (of, by)]);
        return broken
            .GroupBy(static link => link.Item1)
            .OrderByDescending(static ends => ends.Count())
            .ThenByDescending(static ends => ends.Key.Generation)
            .ThenByDescending(static ends => ends.Key)
            .FirstOrDefault()
            ?.Key;
    }
}
