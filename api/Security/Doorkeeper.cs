using Microsoft.AspNetCore.Http;
using Watchfloor.Store;

namespace Watchfloor.Security;

/// <summary>Finds out who asks: by a Bearer key, or else by the session cookie. A wrong key is never rescued by a cookie beside it.</summary>
sealed class Doorkeeper(KnownKeys keys, Sessions sessions, Standing standing, WrongShown wrong)
{
    public const string HowTo = Shown.HowTo;
    const string WrongKey =
        "This key opens nothing here: it is none of ours, it ran out, was taken away, or its tenant is closed. Ask an admin for another.";
    const string TooMany = "Too many keys or cookies from your address were wrong. Wait as long as Retry-After says.";
    const string SessionOver = "The session is over. Sign in again.";

    /// <summary>Who it is. Neither somebody nor a reason: a stranger who shows nothing.</summary>
    public async ValueTask<Answer> Who(HttpContext context, Shown shown, CancellationToken cancellation) =>
        Remembered(context, shown) ?? await Look(context, shown, cancellation);

    /// <summary>The same where nobody has to be asked for it; null where somebody has.</summary>
    public Answer? Remembered(HttpContext context, Shown shown)
    {
        if (shown.Name is not { } name)
            return new(null, null, shown.Flaw);
        if (wrong.IsWrong(name))
            return new(null, null, shown.Key is null ? SessionOver : WrongKey);
        if (shown.Key is null || keys.Remembered(name) is not { } who)
            return null;
        wrong.Was(right: true, context, name);
        return new(who, null, null);
    }

    async ValueTask<Answer> Look(HttpContext context, Shown shown, CancellationToken cancellation)
    {
        var name = shown.Name!;
        if (wrong.Wait(context, name) is { } wait)
            return new(null, null, TooMany) { Wait = wait };
        var answer = await Look(shown, cancellation);
        wrong.Was(answer.Who is not null, context, name);
        return answer;
    }

    /// <summary>Whether who opened a long answer may go on reading it.</summary>
    public async ValueTask<bool> MayStay(HttpContext context, string door, CancellationToken cancellation) =>
        Shown.By(context.Request) is { Name: not null } shown
        && (await Look(shown, cancellation)).Who is { User.Caller: var caller }
        && Doors.Table[door].Lets(caller)
        && caller.Tenant == Caller.Of(context.User).Tenant;

    async ValueTask<Answer> Look(Shown shown, CancellationToken cancellation) =>
        shown.Key is { } key
            ? await keys.Find(key, shown.Name!, cancellation) is { } who
                ? new(who, null, null)
                : new(null, null, WrongKey)
            : await BySession(shown.Cookie!, cancellation);

    async ValueTask<Answer> BySession(string cookie, CancellationToken cancellation)
    {
        if (await sessions.Find(cookie, cancellation) is not { } session)
            return new(null, null, SessionOver);
        if (await standing.Of(session.Holder, session.KeyHash, cancellation) is not { } who)
            return new(null, null, SessionOver);
        await sessions.Used(session);
        return new(who, session, null);
    }

    /// <summary>What was found.</summary>
    public readonly record struct Answer(Admitted? Who, StoredSession? Session, string? Refusal)
    {
        /// <summary>How long nothing unknown from there is looked at; null where it was.</summary>
        public TimeSpan? Wait { get; init; }
    }
}
