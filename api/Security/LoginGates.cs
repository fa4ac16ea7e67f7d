namespace Watchfloor.Security;

/// <summary>One at a time per login: tries that run side by side would count as one.</summary>
sealed class LoginGates
{
    const int Count = 64;

    readonly SemaphoreSlim[] _gates = [.. Enumerable.Range(0, Count).Select(_ => new SemaphoreSlim(1))];

    /// <summary>The name of a login in memory, whatever the case of its letters.</summary>
    public static string NameOf(TenantId tenant, string login) => $"{tenant}/{login.ToUpperInvariant()}";

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
