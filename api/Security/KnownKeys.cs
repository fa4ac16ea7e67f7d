using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Watchfloor.Store;

namespace Watchfloor.Security;

/// <summary>
/// Whose key is this? Remembers the answer for half a minute under the key's hash, so that a busy caller costs the store
/// nothing; a key that is taken away may pass that much longer. Unknown keys are not remembered.
/// </summary>
sealed class KnownKeys(IKeys keys, ApiClock clock)
{
    static readonly TimeSpan Remembered = TimeSpan.FromSeconds(30);
    const int Most = 4096;
    const int LongestKey = 512;

    readonly ConcurrentDictionary<string, (KeyHolder Holder, DateTimeOffset Until)> _known = new(StringComparer.Ordinal);

    public async ValueTask<KeyHolder?> Holder(string key, CancellationToken cancellation)
    {
        if (key.Length is 0 or > LongestKey)
            return null;
        var hash = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
        var now = clock.Now;
        if (_known.TryGetValue(hash, out var known) && known.Until > now)
            return known.Holder;
        if (await keys.Holder(key, cancellation) is not { } holder)
        {
            _known.TryRemove(hash, out _);
            return null;
        }
        if (_known.Count >= Most)
            _known.Clear();
        _known[hash] = (holder, now + Remembered);
        return holder;
    }
}
