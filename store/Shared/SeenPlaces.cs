namespace Watchfloor.Store;

/// <summary>
/// Facilities and categories of which something may be written: those that are not among them have nothing. Where there are too many of them,
/// nobody knows.
/// </summary>
sealed class SeenPlaces
{
    /// <summary>So many take about two megabytes.</summary>
    public const int Most = 100_000;

    readonly Lock _gate = new();

    /// <summary>By what is made of their names: two that are taken for one do no harm.</summary>
    HashSet<int>? _seen = [];

    public bool IsNew(string? facilityId, string category)
    {
        lock (_gate)
            return _seen is not null && !_seen.Contains(HashCode.Combine(facilityId, category));
    }

    public void Add(string? facilityId, string category)
    {
        lock (_gate)
        {
            if (_seen is not null && _seen.Add(HashCode.Combine(facilityId, category)) && _seen.Count > Most)
                _seen = null;
        }
    }
}
