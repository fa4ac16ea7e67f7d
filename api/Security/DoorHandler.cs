using System.Net.Http.Headers;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Watchfloor.Problems;

namespace Watchfloor.Security;

sealed class DoorOptions : AuthenticationSchemeOptions;

/// <summary>A Bearer key, or else the session cookie. A wrong key is never rescued by a cookie beside it.</summary>
sealed class DoorHandler(IOptionsMonitor<DoorOptions> options, ILoggerFactory logger, UrlEncoder encoder, KnownKeys keys, Sessions sessions)
    : AuthenticationHandler<DoorOptions>(options, logger, encoder)
{
    const string HowTo = "Send Authorization: Bearer with an API key, or sign in.";
    const string WrongKey = "This key opens nothing here. Check it, or ask an admin for a new one.";
    const string SessionOver = "The session is over. Sign in again.";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Request.Headers.Authorization is { Count: > 0 } given)
            return await ByKey(given.ToString());
        if (Request.Cookies[SessionCookie.Name] is { Length: > 0 } cookie)
            return BySession(cookie);
        return AuthenticateResult.NoResult();
    }

    async Task<AuthenticateResult> ByKey(string header)
    {
        if (!AuthenticationHeaderValue.TryParse(header, out var value) || value.Parameter is not { } key)
            return AuthenticateResult.Fail(HowTo);
        if (!string.Equals(value.Scheme, "Bearer", StringComparison.OrdinalIgnoreCase))
            return AuthenticateResult.Fail(HowTo);
        return await keys.Holder(key, Context.RequestAborted) is { } holder
            ? AuthenticateResult.Success(new(Caller.Principal(holder), Scheme.Name))
            : AuthenticateResult.Fail(WrongKey);
    }

    AuthenticateResult BySession(string cookie)
    {
        if (sessions.Read(cookie) is not { } session)
            return AuthenticateResult.Fail(SessionOver);
        Context.Features.Set(session);
        if (sessions.IsWorthRenewing(session))
            SessionCookie.Set(Context, sessions.Renew(session));
        return AuthenticateResult.Success(new(Caller.Principal(session.Holder), Scheme.Name));
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var failure = (await HandleAuthenticateOnceSafeAsync()).Failure;
        Response.Headers.WWWAuthenticate = failure is null
            ? "Bearer realm=\"watchfloor\""
            : "Bearer realm=\"watchfloor\", error=\"invalid_token\"";
        await ProblemAnswer.Unauthenticated(failure?.Message ?? HowTo).ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer realm=\"watchfloor\", error=\"insufficient_scope\"";
        return ProblemAnswer.Forbidden("This key or session may not do that. Use an admin's.").ExecuteAsync(Context);
    }
}
