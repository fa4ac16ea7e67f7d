namespace Watchfloor.Kernel;

/// <summary>The last few wishes that an activation granted, so that a repeat need not ask the store. Empty until used.</summary>
sealed class RecentWishes
{
    const int Kept = 16;

    (RequestId Request, long Version)[]? _ring;
    int _next;

    public long? Granted(RequestId request)
    {
        if (_ring is null)
            return null;
        foreach (var (known, version) in _ring)
        {
            if (version > 0 && known == request)
                return version;
        }
        return null;
    }

    public void Remember(RequestId request, long version)
    {
        _ring ??= new (RequestId, long)[Kept];
        _ring[_next] = (request, version);
        _next = (_next + 1) % Kept;
    }
}
