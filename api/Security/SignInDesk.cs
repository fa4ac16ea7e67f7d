using Microsoft.AspNetCore.Http;
using Watchfloor.Input;
using Watchfloor.Problems;
using Watchfloor.Store;

namespace Watchfloor.Security;

/// <summary>Looks at what somebody signs in with, and begins the session.</summary>
sealed class SignInDesk(
    SignInLinks links,
    KnownKeys keys,
    PasswordSignIn passwords,
    SignInTries tries,
    WrongShown wrong,
    KeySignIns begun,
    Sessions sessions
)
{
    const int LongestLogin = 100;

    /// <summary>Begins a session where what was shown signs in.</summary>
    public async Task<Found> Receive(SignIn shown, HttpContext context)
    {
        switch (shown)
        {
            case { Token: { } token, Key: null, Login: null, Password: null }:
                return await Tried(
                    context,
                    async () => await Of(await links.Redeem(token, CancellationToken.None), keyHash: null, context)
                );
            case { Key: { } key, Token: null, Login: null, Password: null }:
                return await ByKey(key, context);
            case { Login: { } login, Password: { } password, Token: null, Key: null }:
                return await Tried(context, () => ByPassword(login, password, shown.Tenant ?? TenantId.Default.Value, context));
            default:
                return new()
                {
                    Problem = ProblemAnswer.Malformed("login", "send a login and a password, the token of a sign-in link, or a key"),
                };
        }
    }

    /// <summary>Always a new session under a new secret; one that the browser had before ends.</summary>
    public async Task Begin(HttpContext context, KeyHolder holder, string? keyHash = null)
    {
        if (context.Request.Cookies[SessionCookie.Name] is { } old && await sessions.Find(old, CancellationToken.None) is { } before)
            await sessions.End(before);
        SessionCookie.Set(context, await sessions.Begin(holder, keyHash));
    }

    /// <summary>Nothing is taken before: many screens that start at once behind one address are all let in.</summary>
    async Task<Found> ByKey(string key, HttpContext context)
    {
        var hash = KnownKeys.Hash(key);
        if (wrong.IsWrong(hash))
            return new();
        if (wrong.Wait(context, hash) is { } wait)
            return new() { Wait = wait };
        var who = await keys.Find(key, hash, context.RequestAborted);
        wrong.Was(who is not null, context, hash);
        if (who is not null && begun.Take(who.Holder) is { } pause)
            return new() { Wait = pause, Tried = new(who.Holder.Id, who.Holder.Tenant) };
        return await Of(who?.Holder, hash, context);
    }

    async Task<Found> Tried(HttpContext context, Func<Task<Found>> look)
    {
        var address = Allowances.NameOf(context.Connection.RemoteIpAddress);
        if (tries.Take(address) is { } wait)
            return new() { Wait = wait };
        var found = await look();
        if (found.Holder is not null)
            tries.WasRight(address);
        return found;
    }

    async Task<Found> ByPassword(string login, string password, string tenant, HttpContext context)
    {
        // what can be nobody's is as wrong as any other
        if (login.Length is 0 or > LongestLogin || password.Length is 0 or > Passwords.Longest || !PlausibleIds.IsPlausible(tenant))
            return new();
        var tried = await passwords.Check(new(tenant), login, password, holder => Begin(context, holder), context.RequestAborted);
        return new()
        {
            Holder = tried.Holder,
            Wait = tried.Wait,
            Tried = tried.Account is { } account ? new(account, new(tenant)) : null,
        };
    }

    async Task<Found> Of(KeyHolder? holder, string? keyHash, HttpContext context)
    {
        if (holder is null)
            return new();
        await Begin(context, holder, keyHash);
        return new() { Holder = holder, Tried = new(holder.Id, holder.Tenant) };
    }

    /// <summary>What was found: a holder, or that it is too early, or that it makes no sense, or nothing.</summary>
    public sealed record Found
    {
        public KeyHolder? Holder { get; init; }

        public TimeSpan? Wait { get; init; }

        public ProblemAnswer? Problem { get; init; }

        /// <summary>As whom, for the audit.</summary>
        public AuditSubject? Tried { get; init; }
    }
}
