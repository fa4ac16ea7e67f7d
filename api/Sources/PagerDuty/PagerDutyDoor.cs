using Microsoft.AspNetCore.Http;
using Watchfloor.Security;

namespace Watchfloor.Sources;

/// <summary>
/// PagerDuty's senders show their key in the body, so that this door is asked behind it: the same keys, roles and rates as everywhere,
/// and the same patience with wrong ones.
/// </summary>
sealed class PagerDutyDoor(Doorkeeper keeper, KeyLimits limits)
{
    const string Wrong = "'routing_key' is none that may bring in events here";

    /// <summary>Who sends, or why it may not.</summary>
    public async ValueTask<(Caller? Caller, PagerDutyAnswer? Refusal)> Enter(HttpContext context, string routingKey)
    {
        if (routingKey.Length == 0)
            return (null, PagerDutyAnswer.Invalid("'routing_key' is missing or blank"));
        var found = await keeper.Who(context, new(routingKey, null, null), context.RequestAborted);
        if (found.Wait is { } wait)
            return (null, PagerDutyAnswer.TooMany(wait));
        if (found.Who is not { User: var user })
            return (null, PagerDutyAnswer.Invalid(Wrong));
        context.User = user;
        if (!Doors.Table[Doors.Ingest].Lets(user.Caller))
            return (null, PagerDutyAnswer.Invalid(Wrong));
        return limits.Take(user.Caller) is null ? (user.Caller, null) : (null, PagerDutyAnswer.TooMany(TimeSpan.FromSeconds(1)));
    }
}
