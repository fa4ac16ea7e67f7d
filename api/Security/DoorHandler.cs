using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Watchfloor.Problems;

namespace Watchfloor.Security;

sealed class DoorOptions : AuthenticationSchemeOptions;

/// <summary>Tells ASP.NET what the <see cref="Doorkeeper"/> found, and says 401 and 403 in our words.</summary>
sealed class DoorHandler(IOptionsMonitor<DoorOptions> options, ILoggerFactory logger, UrlEncoder encoder, Doorkeeper keeper)
    : AuthenticationHandler<DoorOptions>(options, logger, encoder)
{
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!UnknownRoutes.IsGuarded(Request.Path))
            return AuthenticateResult.NoResult(); // pages and health are for everybody, and cost no look
        var found = await keeper.Who(Context, Context.RequestAborted);
        if (found.Wait is { } wait)
            Context.Features.Set(new MustWait(wait));
        if (found.Who is not { } who)
            return found.Refusal is { } refusal ? AuthenticateResult.Fail(refusal) : AuthenticateResult.NoResult();
        Context.Features.Set(who.Scope);
        Context.Features.Set(found.Session);
        return AuthenticateResult.Success(new(Caller.Principal(who.Holder), Scheme.Name));
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var failure = (await HandleAuthenticateOnceSafeAsync()).Failure;
        if (Context.Features.Get<MustWait>() is { } early)
        {
            await ProblemAnswer.TooMany(failure?.Message ?? Doorkeeper.HowTo, early.Time).ExecuteAsync(Context);
            return;
        }
        Response.Headers.WWWAuthenticate = failure is null
            ? "Bearer realm=\"watchfloor\""
            : "Bearer realm=\"watchfloor\", error=\"invalid_token\"";
        await ProblemAnswer.Unauthenticated(failure?.Message ?? Doorkeeper.HowTo).ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer realm=\"watchfloor\", error=\"insufficient_scope\"";
        return ProblemAnswer
            .Forbidden("The role of this key or session does not allow that. GET /api/v1/me tells the role; ask an admin.")
            .ExecuteAsync(Context);
    }
}
