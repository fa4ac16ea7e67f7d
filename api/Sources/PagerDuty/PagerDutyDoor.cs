using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using Watchfloor.Security;

namespace Watchfloor.Sources;

/// <summary>
/// PagerDuty's senders show their key in the body, so that this door is asked behind it: the same keys, roles and rates as everywhere,
/// and the same patience with wrong ones.
/// </summary>
sealed class PagerDutyDoor(Doorkeeper keeper, IOptions<RateLimiterOptions> rates)
{
    const string Wrong = "'routing_key' is none that may bring in events here";

    /// <summary>Who sends, or why it may not.</summary>
    public async ValueTask<(Caller? Caller, PagerDutyAnswer? Refusal)> Enter(HttpContext context, string routingKey)
    {
        if (routingKey.Length == 0)
            return (null, PagerDutyAnswer.Invalid("'routing_key' is missing or blank"));
        var found = await keeper.Who(context, routingKey, context.RequestAborted);
        if (found.Wait is { } wait)
            return (null, PagerDutyAnswer.TooMany(wait));
        if (found.Who is not { } who)
            return (null, PagerDutyAnswer.Invalid(Wrong));
        context.User = Caller.Principal(who.Holder);
        context.Features.Set(who.Scope);
        var caller = Caller.Of(context);
        if (!Doors.Table[Doors.Ingest].Lets(caller))
            return (null, PagerDutyAnswer.Invalid(Wrong));
        using var lease = await rates.Value.GlobalLimiter!.AcquireAsync(context, 1, context.RequestAborted);
        return lease.IsAcquired ? (caller, null) : (null, PagerDutyAnswer.TooMany(TimeSpan.FromSeconds(1)));
    }
}
