namespace Watchfloor.Kernel;

/// <summary>
/// The last few wishes that an activation granted, so that a repeat need not ask the store. It grows with them: most activations have one.
/// </summary>
sealed class RecentWishes
{
    const int Kept = 16;

    (RequestId Request, long Version)[] _ring = [];
    int _next;

    public long? Granted(RequestId request)
    {
        foreach (var (known, version) in _ring)
        {
            if (version > 0 && known == request)
                return version;
        }
        return null;
    }

    public void Remember(RequestId request, long version)
    {
        if (_next == _ring.Length && _ring.Length < Kept)
            Array.Resize(ref _ring, Math.Clamp(2 * _ring.Length, 1, Kept));
        else if (_next == Kept)
            _next = 0;
        _ring[_next++] = (request, version);
    }
}
