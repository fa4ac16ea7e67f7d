using Watchfloor.Catalogue;
using Watchfloor.Input;
using Watchfloor.Problems;
using Watchfloor.Security;
using Watchfloor.Store;
using Watchfloor.Versions;

namespace Watchfloor.Tenants;

/// <summary>
/// Makes users, changes and removes them: the account by its grain, the person in a book of its own. One change at a time, so that
/// the last admin who can sign in stays. Each step may be done again where a stop came between.
/// </summary>
sealed class UserDesk(
    GrainCalls grains,
    ICatalogueLists catalogue,
    IPeople people,
    Passwords passwords,
    LoginGates gates,
    Sessions sessions
) : IDisposable
{
    public const string Noun = "user";
    const string LastAdmin = "This is the last admin who can sign in with a password. Make another admin first.";

    readonly SemaphoreSlim _alone = new(1);

    public Task<(UserView? User, ProblemAnswer? Problem)> Make(Caller caller, string id, NewUser wanted, Wish wish) =>
        Alone<(UserView?, ProblemAnswer?)>(async () =>
        {
            if (await Find(caller.Tenant, id) is { } before)
                return IsThat(before, wanted) ? (before, null) : (null, AnotherUser); // the same wish again, or its name
            var hash = wanted.Password is { } password ? await passwords.Hash(password) : null;
            if (!await Enter(new(caller.Tenant, id, wanted.Login, wanted.Name, hash)))
                return (null, LoginTaken(wanted.Login));
            var outcome = await Do(caller, id, new Define<AccountSpec>(new(wanted.Role, Disabled: false)), wish, expected: null);
            if (outcome.Refusal(Noun) is { } refusal)
            {
                await people.Remove(caller.Tenant, id);
                return (null, refusal);
            }
            return (await Find(caller.Tenant, id), null);
        });

    public Task<(UserView? User, ProblemAnswer? Problem)> Change(
        Caller caller,
        string id,
        UserChange wanted,
        IfMatch match,
        Wish wish,
        StoredSession? mine
    ) =>
        Alone<(UserView?, ProblemAnswer?)>(async () =>
        {
            if (await Load(caller.Tenant, id) is not var (account, person))
                return (null, NoSuchUser(id));
            if (match.Refusal(account.Version, Noun) is { } outdated)
                return (null, outdated);
            var login = wanted.Login ?? person.Login;
            var spec = new AccountSpec(wanted.Role, wanted.Disabled);
            if (await people.ByLogin(caller.Tenant, login, CancellationToken.None) is { } other && other.Id != id)
                return (null, LoginTaken(login));
            if (spec is not { Role: Role.Admin, Disabled: false } && await IsLastAdmin(caller.Tenant, account, person))
                return (null, ProblemAnswer.Refused(LastAdmin));
            var outcome = await Do(caller, id, new Amend<AccountSpec>(spec), wish, account.Version);
            if (outcome.Refusal(Noun) is { } refusal)
                return (null, refusal);
            if (!await Rewrite(person, now => now with { Login = login, Name = wanted.Name }))
                return (null, LoginTaken(login));
            if (spec != account.Spec)
                await sessions.EndOthers(caller.Tenant, id, mine);
            return (await Find(caller.Tenant, id), null);
        });

    public Task<ProblemAnswer?> Remove(Caller caller, string id, IfMatch match, Wish wish) =>
        Alone<ProblemAnswer?>(async () =>
        {
            if (await Load(caller.Tenant, id) is var (account, person) && await IsLastAdmin(caller.Tenant, account, person))
                return ProblemAnswer.Refused(LastAdmin);
            var target = new EntityId(Kinds.Account, caller.Tenant, id);
            var outcome = await grains.Do<IAccountGrain>(caller, target, match, grain => grain.Do(new Remove<AccountSpec>(), wish.Request));
            if (outcome.Problem(Noun) is { } refusal)
                return refusal;
            await sessions.EndAll(caller.Tenant, id);
            await people.Remove(caller.Tenant, id);
            return null;
        });

    /// <summary>Sets a password; whoever is signed in with the old one is not any more, but for the given session.</summary>
    public Task<ProblemAnswer?> SetPassword(
        TenantId tenant,
        string id,
        string field,
        string password,
        IfMatch match,
        StoredSession? mine
    ) =>
        Alone<ProblemAnswer?>(async () =>
        {
            if (await Load(tenant, id) is not var (account, person))
                return NoSuchUser(id);
            if (match.Refusal(account.Version, Noun) is { } outdated)
                return outdated;
            var complaints = new Complaints();
            complaints.NewPassword(field, password, person.Login, person.Name);
            if (complaints.Problem is { } problem)
                return problem;
            var hash = await passwords.Hash(password);
            await Rewrite(person, now => now with { PasswordHash = hash, Failures = 0, LockedUntil = null });
            await sessions.EndOthers(tenant, id, mine);
            return null;
        });

    static ProblemAnswer AnotherUser =>
        ProblemAnswer.OtherWish(
            "This Idempotency-Key made another user before, or one who was changed since. Give each wish a key of its own."
        );

    static bool IsThat(UserView user, NewUser wanted) => (user.Login, user.Name, user.Role) == (wanted.Login, wanted.Name, wanted.Role);

    public async Task<UserView?> Find(TenantId tenant, string id) =>
        await Load(tenant, id) is var (account, person) ? View(account, person) : null;

    public static UserView View(Entry<AccountSpec> account, Person person) =>
        new(account.Id, person.Login, person.Name, account.Spec.Role, account.Spec.Disabled, person.LockedUntil, account.Version);

    public static ProblemAnswer NoSuchUser(string id) => ProblemAnswer.NotFound($"There is no user {id}.");

    async Task<(Entry<AccountSpec>, Person)?> Load(TenantId tenant, string id) =>
        await catalogue.Find<AccountSpec>(tenant, Kinds.Account, id, CancellationToken.None) is { } account
        && await people.Find(tenant, id, CancellationToken.None) is { } person
            ? (account, person)
            : null;

    /// <summary>Writes the person. A login that only somebody without an account has was left by a stop in between, and is free.</summary>
    async Task<bool> Enter(Person person)
    {
        if (await people.Put(person))
            return true;
        var other = await people.ByLogin(person.Tenant, person.Login, CancellationToken.None);
        if (other is null || await catalogue.Find<AccountSpec>(other.Tenant, Kinds.Account, other.Id, CancellationToken.None) is not null)
            return false;
        await people.Remove(other.Tenant, other.Id);
        return await people.Put(person);
    }

    /// <summary>Changes a person as it stands when no try to sign in is under way, so that neither is lost.</summary>
    Task<bool> Rewrite(Person person, Func<Person, Person> change) =>
        gates.Alone(
            LoginGates.NameOf(person.Tenant, person.Login),
            async () => await people.Put(change(await people.Find(person.Tenant, person.Id, CancellationToken.None) ?? person)),
            CancellationToken.None
        );

    async Task<bool> IsLastAdmin(TenantId tenant, Entry<AccountSpec> account, Person person)
    {
        if (!IsAdmin(account, person))
            return false;
        foreach (var other in await people.All(tenant, CancellationToken.None))
        {
            if (other.Id != person.Id && await Load(tenant, other.Id) is var (theirs, them) && IsAdmin(theirs, them))
                return false;
        }
        return true;
    }

    static bool IsAdmin(Entry<AccountSpec> account, Person person) =>
        account.Spec is { Role: Role.Admin, Disabled: false } && person.PasswordHash is not null;

    static ProblemAnswer LoginTaken(string login) => ProblemAnswer.Refused($"The login {login} is taken. Choose another.");

    public void Dispose() => _alone.Dispose();

    async Task<T> Alone<T>(Func<Task<T>> change)
    {
        await _alone.WaitAsync();
        try
        {
            return await change();
        }
        finally
        {
            _alone.Release();
        }
    }

    Task<Outcome> Do(Caller caller, string id, CatalogueCommand<AccountSpec> command, Wish wish, long? expected) =>
        grains.DoOn<IAccountGrain, CatalogueCommand<AccountSpec>>(caller, new(Kinds.Account, caller.Tenant, id), expected, command, wish);
}
