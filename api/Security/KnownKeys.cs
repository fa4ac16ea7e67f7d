using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Watchfloor.Store;

namespace Watchfloor.Security;

/// <summary>
/// Whose key is this? Remembers the answer for ten seconds under the key's hash, so that a busy caller costs the store nothing.
/// What is taken away in this process ends at once, elsewhere within those ten seconds. Unknown keys are not remembered.
/// </summary>
sealed class KnownKeys(IKeys keys, Standing standing, WrongShown wrong, ApiClock clock)
{
    static readonly TimeSpan Moment = TimeSpan.FromSeconds(10);
    const int Most = 4096;
    const int LongestKey = 512;

    readonly ConcurrentDictionary<string, (Admitted Who, DateTimeOffset Until)> _known = new(StringComparer.Ordinal);
    long _forgotten;

    /// <summary>SHA-256 in lower-case hex, as it is stored.</summary>
    public static string Hash(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    /// <summary>Whose key it was a moment ago; null where that is forgotten, or nobody's.</summary>
    /// <param name="hash">Of the key.</param>
    public Admitted? Remembered(string hash) => _known.TryGetValue(hash, out var known) && known.Until > clock.Now ? known.Who : null;

    /// <param name="hash">Of the key; whoever asks has made it already.</param>
    public async ValueTask<Admitted?> Find(string key, string hash, CancellationToken cancellation)
    {
        if (key.Length is 0 or > LongestKey)
            return null;
        if (Remembered(hash) is { } known)
            return known;
        _known.TryRemove(hash, out _);
        var generation = Interlocked.Read(ref _forgotten);
        if (await keys.Holder(key, cancellation) is not { } holder || await standing.Of(holder, hash, cancellation) is not { } who)
            return null;
        Remember(hash, who, generation);
        return who;
    }

    /// <summary>Something was changed about who may come in: everybody is looked up anew.</summary>
    public void Forget()
    {
        Interlocked.Increment(ref _forgotten);
        _known.Clear();
        wrong.Forget();
    }

    void Remember(string hash, Admitted who, long generation)
    {
        if (_known.Count >= Most)
            _known.Clear();
        var until = Earliest(clock.Now + Moment, who.Key?.ExpiresAt, who.Key?.PreviousHash == hash ? who.Key.PreviousUntil : null);
        _known[hash] = (who, until);
        if (Interlocked.Read(ref _forgotten) != generation)
            _known.TryRemove(hash, out _); // read before it was changed
    }

    static DateTimeOffset Earliest(DateTimeOffset one, DateTimeOffset? other, DateTimeOffset? third)
    {
        one = other < one ? other.Value : one;
        return third < one ? third.Value : one;
    }
}
