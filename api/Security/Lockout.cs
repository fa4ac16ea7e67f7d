namespace Watchfloor.Security;

/// <summary>After five wrong passwords in a row a login waits: a minute, then twice as long each time, up to an hour.</summary>
static class Lockout
{
    const int Free = 5;
    static readonly TimeSpan First = TimeSpan.FromMinutes(1);
    static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>When a login may be tried again after so many failures; null: at once.</summary>
    public static DateTimeOffset? Until(int failures, DateTimeOffset now)
    {
        if (failures < Free)
            return null;
        var wait = First * Math.Pow(2, Math.Min(failures - Free, 10));
        return now + (wait < Longest ? wait : Longest);
    }
}

/// <summary>Failures of logins that nobody has: they wait just as long, so that waiting does not tell who exists. Bounded, in memory.</summary>
sealed class UnknownLogins(ApiClock clock)
{
    const int Most = 10_000;

    readonly Lock _gate = new();
    readonly Dictionary<string, (int Failures, DateTimeOffset? Until)> _tried = new(StringComparer.Ordinal);

    public (int Failures, DateTimeOffset? Until) Of(string login)
    {
        lock (_gate)
            return _tried.GetValueOrDefault(login);
    }

    public void Tried(string login, int failures)
    {
        lock (_gate)
        {
            if (_tried.Count >= Most)
                Forget();
            _tried[login] = (failures, Lockout.Until(failures, clock.Now));
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
