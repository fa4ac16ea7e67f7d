using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;

namespace Watchfloor.Security;

/// <summary>
/// Keys and cookies that turn out to be none of ours, by address: a hundred at once, then one a second; what is shown beyond that is not
/// looked up. What opened in the last day is looked up whatever else its address shows, and what was wrong a moment ago is wrong still and
/// counts no more, so that screens that work go on beside one that does not. It knows a bounded number of each; beyond that all are
/// forgotten, and prove themselves anew.
/// </summary>
sealed class WrongShown(ApiClock clock)
{
    const int Most = 16_384;
    static readonly TimeSpan Moment = TimeSpan.FromSeconds(5);
    static readonly TimeSpan Trusted = TimeSpan.FromDays(1);

    readonly Allowances _byAddress = new(clock, burst: 100, each: TimeSpan.FromSeconds(1));
    readonly ConcurrentDictionary<string, DateTimeOffset> _right = new(StringComparer.Ordinal);
    readonly ConcurrentDictionary<string, DateTimeOffset> _wrong = new(StringComparer.Ordinal);

    /// <summary>It opened nothing a moment ago. What is none of ours never becomes it: keys and cookies are drawn at random.</summary>
    /// <remarks>Only whoever was sent away and is let in again would: see <see cref="Forget"/>.</remarks>
    public bool IsWrong(string hash) => _wrong.TryGetValue(hash, out var until) && until > clock.Now;

    /// <summary>Something was changed about who may come in.</summary>
    public void Forget() => _wrong.Clear();

    /// <summary>How long this is not looked up; null: it is.</summary>
    public TimeSpan? Wait(HttpContext context, string hash) =>
        _right.TryGetValue(hash, out var until) && until > clock.Now ? null : _byAddress.Wait(NameOf(context));

    /// <summary>It was looked up. Those that were looked up side by side are counted all the same.</summary>
    public void Was(bool right, HttpContext context, string hash)
    {
        if (!right)
        {
            _right.TryRemove(hash, out _);
            Keep(_wrong, hash, Moment);
            _byAddress.Charge(NameOf(context));
        }
        else if (!_right.TryGetValue(hash, out var until) || until - clock.Now < Trusted / 2)
            Keep(_right, hash, Trusted);
    }

    void Keep(ConcurrentDictionary<string, DateTimeOffset> known, string hash, TimeSpan time)
    {
        if (known.Count >= Most)
            known.Clear();
        known[hash] = clock.Now + time;
    }

    static string NameOf(HttpContext context) => Allowances.NameOf(context.Connection.RemoteIpAddress);
}
