using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Watchfloor.Problems;

namespace Watchfloor.Security;

/// <summary>
/// What every request goes through before anything of its body is read. In this order: who is it, not too often, is it really our page that
/// asks, is there such a route, and may they. It is our own, and not ASP.NET's four: those make a handler, a ticket and an evaluation of
/// their own for each request, which costs more than all that is asked here.
/// </summary>
sealed class Doorway(RequestDelegate next, Doorkeeper keeper, KeyLimits limits)
{
    public Task Invoke(HttpContext context)
    {
        if (!UnknownRoutes.IsGuarded(context.Request.Path))
            return Enter(context, default); // pages and health are for everybody, and cost no look
        var shown = Shown.By(context.Request);
        return keeper.Remembered(context, shown) is { } found ? Enter(context, found) : Look(context, shown);
    }

    async Task Look(HttpContext context, Shown shown) => await Enter(context, await keeper.Who(context, shown, context.RequestAborted));

    Task Enter(HttpContext context, Doorkeeper.Answer found)
    {
        if (found.Who is { User: var user })
        {
            context.User = user;
            if (found.Session is { } session)
                context.Features.Set(session);
            if (limits.Take(user.Caller) is { } wait) // before any refusal: a caller's 403 and 404 count as well
                return KeyLimits.TooMany(wait).ExecuteAsync(context);
        }
        if (SameOrigin.IsForged(context))
            return SameOrigin.Refusal.ExecuteAsync(context);
        var endpoint = context.GetEndpoint();
        if (found.Who is null && UnknownRoutes.IsUndecided(context.Request, endpoint))
            return AskWho(context, found);
        if (endpoint is null || endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null)
            return next(context);
        foreach (var door in endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>())
        {
            if (found.Who is not { User.Caller: var caller })
                return AskWho(context, found);
            if (!Doors.Table[door.Policy!].Lets(caller))
                return NotThem(context);
        }
        return next(context);
    }

    static Task AskWho(HttpContext context, Doorkeeper.Answer found)
    {
        var reason = found.Refusal ?? Doorkeeper.HowTo;
        if (found.Wait is { } early)
            return ProblemAnswer.TooMany(reason, early).ExecuteAsync(context);
        context.Response.Headers.WWWAuthenticate = found.Refusal is null
            ? "Bearer realm=\"watchfloor\""
            : "Bearer realm=\"watchfloor\", error=\"invalid_token\"";
        return ProblemAnswer.Unauthenticated(reason).ExecuteAsync(context);
    }

    static Task NotThem(HttpContext context)
    {
        context.Response.Headers.WWWAuthenticate = "Bearer realm=\"watchfloor\", error=\"insufficient_scope\"";
        return ProblemAnswer
            .Forbidden("The role of this key or session does not allow that. GET /api/v1/me tells the role; ask an admin.")
            .ExecuteAsync(context);
    }
}
