using Watchfloor.Store;

namespace Watchfloor.Security;

/// <summary>Sessions that one key begins: 256 at once, then one each two seconds. Each is written to disk, twice with its audit.</summary>
sealed class KeySignIns(ApiClock clock)
{
    readonly Allowances _byHolder = new(clock, burst: 256, each: TimeSpan.FromSeconds(2));

    /// <summary>Null, and one is taken; or how long there is none.</summary>
    public TimeSpan? Take(KeyHolder holder)
    {
        var name = $"{holder.Tenant}/{holder.Id}";
        return _byHolder.Take(name) ? null : _byHolder.Wait(name) ?? TimeSpan.Zero;
    }
}
