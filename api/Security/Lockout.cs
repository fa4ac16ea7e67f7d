using Watchfloor.Store;

namespace Watchfloor.Security;

/// <summary>After five wrong passwords in a row a login waits: a minute, then twice as long each time, up to an hour.</summary>
static class Lockout
{
    public static readonly LockRule Rule = new(Free: 5, First: TimeSpan.FromMinutes(1), Longest: TimeSpan.FromHours(1));
}

/// <summary>Failures of logins that nobody has: they wait just as long, so that waiting does not tell who exists. Bounded, in memory.</summary>
sealed class UnknownLogins(ApiClock clock)
{
    const int Most = 10_000;

    readonly Lock _gate = new();
    readonly Dictionary<string, (int Failures, DateTimeOffset? Until)> _tried = new(StringComparer.Ordinal);

    /// <summary>When it may be tried again; null: at once.</summary>
    public DateTimeOffset? Until(string login)
    {
        lock (_gate)
            return _tried.GetValueOrDefault(login).Until;
    }

    public void Failed(string login)
    {
        lock (_gate)
        {
            if (_tried.Count >= Most)
                Forget();
            var failures = _tried.GetValueOrDefault(login).Failures + 1;
            _tried[login] = (failures, Lockout.Rule.Until(failures, clock.Now));
        }
    }

    void Forget()
    {
        foreach (var (login, tried) in _tried.ToList())
        {
            if (!(tried.Until > clock.Now))
                _tried.Remove(login);
        }
        if (_tried.Count >= Most)
            _tried.Clear();
    }
}
