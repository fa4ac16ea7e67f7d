using Microsoft.AspNetCore.Http;

namespace Watchfloor.Security;

/// <summary>Asks again, every few seconds of a long answer, whether its reader may still be there: a key may be taken away meanwhile.</summary>
sealed class LongStay(Doorkeeper keeper, ApiClock clock, HttpContext context, string door)
{
    static readonly TimeSpan Trusted = TimeSpan.FromSeconds(5);

    DateTimeOffset _asked = clock.Now;

    public async ValueTask<bool> IsWelcome(CancellationToken cancellation)
    {
        if (clock.Now - _asked < Trusted)
            return true;
        _asked = clock.Now;
        return await keeper.MayStay(context, door, cancellation);
    }
}
