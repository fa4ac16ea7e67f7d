using System.Buffers;

namespace Watchfloor.Store;

/// <summary>
/// Ids that were written, as far as it takes to know that another one was not: ids are made in the order of time, so that a new one lies above
/// nearly all of them. The newest are known by name, all others by the highest.
/// </summary>
sealed class SeenIds
{
    /// <summary>More than are written between the making of an id and its first use.</summary>
    const int Newest = 4096;

    // Of these the order is the same for the database, which compares bytes.
    static readonly SearchValues<char> Plain = SearchValues.Create("0123456789abcdefghijklmnopqrstuvwxyz");

    readonly Lock _gate = new();
    HashSet<string> _newest = [];
    HashSet<string> _before = [];
    string _highest = "";

    /// <summary>Whether this one lies above all that are not known by name, and is none of those.</summary>
    public bool IsNew(string id)
    {
        if (id.AsSpan().ContainsAnyExcept(Plain))
            return false;
        lock (_gate)
            return IsAbove(id) && !_newest.Contains(id) && !_before.Contains(id);
    }

    public void Add(string id)
    {
        lock (_gate)
        {
            if (!IsAbove(id) || !_newest.Add(id) || _newest.Count < Newest)
                return;
            foreach (var old in _before)
                Raise(old);
            (_newest, _before) = (_before, _newest);
            _newest.Clear();
        }
    }

    /// <summary>All that lie no higher than this one may have been written.</summary>
    public void AddUpTo(string id)
    {
        lock (_gate)
            Raise(id);
    }

    bool IsAbove(string id) => string.CompareOrdinal(id, _highest) > 0;

    void Raise(string id)
    {
        if (IsAbove(id))
            _highest = id;
    }
}
