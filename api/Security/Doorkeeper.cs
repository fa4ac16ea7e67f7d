using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http;
using Watchfloor.Store;

namespace Watchfloor.Security;

/// <summary>Finds out who asks: by a Bearer key, or else by the session cookie. A wrong key is never rescued by a cookie beside it.</summary>
sealed class Doorkeeper(KnownKeys keys, Sessions sessions, Standing standing)
{
    public const string HowTo = "Send Authorization: Bearer with an API key, or sign in.";
    const string WrongKey =
        "This key opens nothing here: it is none of ours, it ran out, was taken away, or its tenant is closed. Ask an admin for another.";
    const string SessionOver = "The session is over. Sign in again.";

    /// <summary>Who it is. Neither somebody nor a reason: a stranger who shows nothing.</summary>
    public async ValueTask<Answer> Who(HttpContext context, CancellationToken cancellation)
    {
        var request = context.Request;
        if (request.Headers.Authorization is { Count: > 0 } given)
            return await ByKey(given.ToString(), cancellation);
        if (request.Cookies[SessionCookie.Name] is { Length: > 0 } cookie)
            return await BySession(cookie, cancellation);
        return new(null, null, null);
    }

    /// <summary>Whether who opened a long answer may go on reading it.</summary>
    public async ValueTask<bool> MayStay(HttpContext context, string door, CancellationToken cancellation) =>
        (await Who(context, cancellation)).Who is { } who
        && Doors.Table[door].Lets(Caller.Of(Caller.Principal(who.Holder)))
        && who.Holder.Tenant == Caller.Of(context.User).Tenant;

    async ValueTask<Answer> ByKey(string header, CancellationToken cancellation)
    {
        if (!AuthenticationHeaderValue.TryParse(header, out var value) || value.Parameter is not { } key)
            return new(null, null, HowTo);
        if (!string.Equals(value.Scheme, "Bearer", StringComparison.OrdinalIgnoreCase))
            return new(null, null, HowTo);
        return await keys.Find(key, cancellation) is { } who ? new(who, null, null) : new(null, null, WrongKey);
    }

    async ValueTask<Answer> BySession(string cookie, CancellationToken cancellation)
    {
        if (await sessions.Find(cookie, cancellation) is not { } session)
            return new(null, null, SessionOver);
        if (await standing.Of(session.Holder, session.KeyHash, cancellation) is not { } who)
            return new(null, null, SessionOver);
        await sessions.Used(session, cancellation);
        return new(who, session, null);
    }

    /// <summary>What was found.</summary>
    public sealed record Answer(Admitted? Who, StoredSession? Session, string? Refusal);
}
