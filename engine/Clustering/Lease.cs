namespace Orleans.Clustering;

/// <summary>
/// A member's lease as he himself sees it. Its end is counted by this machine's steady clock from before a renewal was sent, so it is never
/// later than the database's. One that has run out may be renewed, one that is lost may not.
/// </summary>
sealed class Lease(TimeSpan length, TimeProvider clock)
{
    /// <summary>So many renewals fit into one lease: a few late answers of the database cost nothing.</summary>
    const int Renewals = 10;

    readonly long _length = (long)(length.TotalSeconds * clock.TimestampFrequency);
    long _sent = long.MinValue;
    long _end = long.MinValue;
    volatile bool _isLost;

    internal TimeSpan Length => length;

    /// <summary>How long after one renewal was sent the next one is.</summary>
    internal TimeSpan Rhythm => length / Renewals;

    /// <summary>The row is gone: this life is no member and never becomes one again.</summary>
    internal bool IsLost => _isLost;

    internal bool IsHeld => !_isLost && clock.GetTimestamp() < Volatile.Read(ref _end);

    /// <summary>Until the next renewal is to be sent; zero when it is time.</summary>
    internal TimeSpan UntilRenewal
    {
        get
        {
            var left = _sent == long.MinValue ? TimeSpan.Zero : Rhythm - clock.GetElapsedTime(_sent);
            return left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }

    /// <summary>The moment from which a lease is counted that is asked for now.</summary>
    internal long Send() => _sent = clock.GetTimestamp();

    /// <summary>The renewal that was sent then has been granted. Answers may come out of order.</summary>
    internal void Renew(long sent) => Volatile.Write(ref _end, Math.Max(Volatile.Read(ref _end), sent + _length));

    /// <summary>A renewal found the row gone.</summary>
    internal void Lose() => _isLost = true;
}
