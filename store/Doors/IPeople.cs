namespace Watchfloor.Store;

/// <summary>Who an account is. Kept apart from the journal, so that it can be forgotten.</summary>
/// <param name="Login">Unique within the tenant, whatever the case of its letters.</param>
/// <param name="PasswordHash">Self-describing (algorithm, iterations, salt); null where there is none yet.</param>
/// <param name="Failures">Wrong passwords since the last right one.</param>
/// <param name="LockedUntil">Nobody signs in before.</param>
public sealed record Person(
    TenantId Tenant,
    string Id,
    string Login,
    string Name,
    string? PasswordHash,
    int Failures = 0,
    DateTimeOffset? LockedUntil = null
);

/// <summary>The people behind accounts.</summary>
public interface IPeople
{
    /// <summary>The person of an account, or null.</summary>
    ValueTask<Person?> Find(TenantId tenant, string id, CancellationToken cancellation);

    /// <summary>The person with a login, or null.</summary>
    ValueTask<Person?> ByLogin(TenantId tenant, string login, CancellationToken cancellation);

    /// <summary>Everybody of a tenant, by login.</summary>
    ValueTask<IReadOnlyList<Person>> All(TenantId tenant, CancellationToken cancellation);

    /// <summary>Writes a person, whole; false where another one of the tenant has that login.</summary>
    Task<bool> Put(Person person);

    /// <summary>Counts a try to sign in: <paramref name="failures"/> 0 after a right password.</summary>
    Task Tried(TenantId tenant, string id, int failures, DateTimeOffset? lockedUntil);

    /// <summary>Forgets a person.</summary>
    Task Remove(TenantId tenant, string id);
}
