using System.Net;

namespace Watchfloor.Security;

/// <summary>
/// So many at once, then one each while: for whoever is not known enough to be limited by key. It knows a bounded number of names;
/// beyond that the quiet ones are forgotten, then all.
/// </summary>
sealed class Allowances(ApiClock clock, int burst, TimeSpan each)
{
    const int Most = 10_000;

    readonly Lock _gate = new();
    readonly Dictionary<string, (double Left, DateTimeOffset At)> _names = new(StringComparer.Ordinal);

    /// <summary>Takes one; false where none is left.</summary>
    public bool Take(string name)
    {
        lock (_gate)
        {
            var left = Left(name);
            if (left < 1)
                return false;
            if (_names.Count >= Most)
                Forget();
            _names[name] = (left - 1, clock.Now);
            return true;
        }
    }

    /// <summary>Takes one that was spent already, where none is left too; such debts grow no larger than what there is at once.</summary>
    public void Charge(string name)
    {
        lock (_gate)
        {
            var left = Left(name);
            if (_names.Count >= Most)
                Forget();
            _names[name] = (Math.Max(left - 1, -burst), clock.Now);
        }
    }

    /// <summary>Gives one back that was taken.</summary>
    public void GiveBack(string name)
    {
        lock (_gate)
        {
            if (_names.ContainsKey(name))
                _names[name] = (Math.Min(burst, Left(name) + 1), clock.Now);
        }
    }

    /// <summary>How long until there is one; null where there is.</summary>
    public TimeSpan? Wait(string name)
    {
        lock (_gate)
            return Left(name) is var left and < 1 ? (1 - left) * each : null;
    }

    /// <summary>Callers by their address; of IPv6 by the network, since one caller has all the addresses of it.</summary>
    public static string NameOf(IPAddress? address)
    {
        if (address is null)
            return "";
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        var bytes = address.GetAddressBytes();
        return Convert.ToHexString(bytes.AsSpan(0, Math.Min(bytes.Length, 8)));
    }

    double Left(string name) =>
        _names.TryGetValue(name, out var known) ? Math.Min(burst, known.Left + Math.Max(0, (clock.Now - known.At) / each)) : burst;

    void Forget()
    {
        foreach (var name in _names.Keys.Where(name => Left(name) >= burst).ToList())
            _names.Remove(name);
        if (_names.Count >= Most)
            _names.Clear();
    }
}
