using Watchfloor.Store;

namespace Watchfloor.Security;

/// <summary>One at a time per login: tries that run side by side would count as one.</summary>
sealed class LoginGates
{
    const int Count = 64;

    readonly SemaphoreSlim[] _gates = [.. Enumerable.Range(0, Count).Select(_ => new SemaphoreSlim(1))];

    /// <summary>The name of a login in memory: however it is typed, the same as in the store, or each spelling had a count of its own.</summary>
    public static string NameOf(TenantId tenant, string login) => $"{tenant}/{Logins.Key(login)}";

    public async Task<T> Alone<T>(string name, Func<Task<T>> work, CancellationToken cancellation)
    {
        var gate = _gates[(uint)name.GetHashCode(StringComparison.Ordinal) % Count];
        await gate.WaitAsync(cancellation);
        try
        {
            return await work();
        }
        finally
        {
            gate.Release();
        }
    }
}
