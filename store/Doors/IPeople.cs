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

/// <summary>How long nobody signs in after wrong passwords in a row: <paramref name="First"/>, then twice as long each time.</summary>
/// <param name="Free">With so many it begins.</param>
/// <param name="Longest">No longer than this.</param>
public sealed record LockRule(int Free, TimeSpan First, TimeSpan Longest)
{
    /// <summary>More doublings than any wait has.</summary>
    internal const int Doublings = 20;

    /// <summary>When a login may be tried again after so many failures; null: at once.</summary>
    public DateTimeOffset? Until(int failures, DateTimeOffset now)
    {
        if (failures < Free)
            return null;
        var wait = First * Math.Pow(2, Math.Min(failures - Free, Doublings));
        return now + (wait < Longest ? wait : Longest);
    }
}

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

    /// <summary>Counts a wrong password on top of those that stand there, and locks as the rule says. None is lost beside another.</summary>
    Task Failed(TenantId tenant, string id, LockRule rule, DateTimeOffset now);

    /// <summary>After a right password: nothing is counted and nothing locked any more.</summary>
    Task Passed(TenantId tenant, string id);

    /// <summary>Forgets a person.</summary>
    Task Remove(TenantId tenant, string id);
}
