using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Watchfloor.Store;

namespace Watchfloor.Security;

/// <summary>
/// Checks a login and its password. A wrong password, an unknown login, a disabled account and a closed tenant are answered alike and
/// counted alike. What was counted stays counted, also when the caller hangs up.
/// </summary>
sealed class PasswordSignIn(IPeople people, Passwords passwords, Standing standing, UnknownLogins unknown, LoginGates gates, ApiClock clock)
{
    static readonly TimeSpan Crowded = TimeSpan.FromSeconds(2);

    /// <summary>One try. What follows a right one is done before a change of the password can come in between.</summary>
    public async Task<Try> Check(
        TenantId tenant,
        string login,
        string password,
        Func<KeyHolder, Task>? then,
        CancellationToken cancellation
    )
    {
        using var seat = passwords.Seat();
        if (seat is null)
            return new(null, null, Crowded);
        var name = LoginGates.NameOf(tenant, login);
        return await gates.Alone(name, () => CheckAlone(tenant, login, name, password, then), cancellation);
    }

    async Task<Try> CheckAlone(TenantId tenant, string login, string name, string password, Func<KeyHolder, Task>? then)
    {
        var person = await people.ByLogin(tenant, login, CancellationToken.None);
        var lockedUntil = person is null ? unknown.Until(name) : person.LockedUntil;
        if (lockedUntil - clock.Now is { } wait && wait > TimeSpan.Zero)
            return new(null, person?.Id, wait);
        var counted = Count(person, name);
        var (isRight, isOutdated) = await passwords.Check(person, password);
        await counted;
        if (!isRight || await Admit(person!) is not { } holder)
            return new(null, person?.Id, null);
        if (isOutdated)
            await people.Put(person! with { PasswordHash = await passwords.Hash(password), Failures = 0, LockedUntil = null });
        else
            await people.Passed(tenant, person!.Id);
        if (then is not null)
            await then(holder);
        return new(holder, person!.Id, null);
    }

    /// <summary>Counted before it is known, while the password is checked: how long that takes tells nothing of who exists.</summary>
    Task Count(Person? person, string name)
    {
        if (person is not null)
            return people.Failed(person.Tenant, person.Id, Lockout.Rule, clock.Now);
        unknown.Failed(name);
        return Task.CompletedTask;
    }

    async ValueTask<KeyHolder?> Admit(Person person) =>
        (await standing.Of(new(person.Id, person.Name, Role.Viewer, person.Tenant), keyHash: null, CancellationToken.None))?.Holder;

    /// <summary>What became of a try.</summary>
    /// <param name="Holder">Who it is; null where it was wrong or too early.</param>
    /// <param name="Account">Whose login it was; null where nobody has it.</param>
    /// <param name="Wait">How long no try counts: the login is locked, or too many are being checked.</param>
    public sealed record Try(KeyHolder? Holder, string? Account, TimeSpan? Wait);
}

/// <summary>Registers what passwords need.</summary>
static class PasswordParts
{
    public static IServiceCollection AddPasswords(this IServiceCollection services)
    {
        services.TryAddSingleton(PasswordCost.Recommended);
        return services
            .AddSingleton<Passwords>()
            .AddSingleton<UnknownLogins>()
            .AddSingleton<LoginGates>()
            .AddSingleton<PasswordSignIn>()
            .AddSingleton<SignInTries>();
    }
}

/// <summary>
/// Wrong tries to sign in, by address: twenty at once, then one each ten seconds. A try is taken before it is looked at and given back
/// when it was right, so that tries side by side cost as much as one after another.
/// </summary>
sealed class SignInTries(ApiClock clock)
{
    readonly Allowances _byAddress = new(clock, burst: 20, each: TimeSpan.FromSeconds(10));

    /// <summary>Null, and one is taken; or how long there is none.</summary>
    public TimeSpan? Take(string address) => _byAddress.Take(address) ? null : _byAddress.Wait(address) ?? TimeSpan.Zero;

    public void WasRight(string address) => _byAddress.GiveBack(address);
}
