using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;
using Watchfloor.Problems;

namespace Watchfloor.Security;

/// <summary>How often a caller may ask: as its role says, or its key. Admins as often as they like, unless their key says less.</summary>
static class KeyLimits
{
    static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    public static IServiceCollection AddKeyLimits(this IServiceCollection services) =>
        services.AddRateLimiter(options =>
        {
            options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(Of);
            options.OnRejected = Refuse;
        });

    static RateLimitPartition<string> Of(HttpContext context)
    {
        if (Caller.OrStranger(context.User) is not { } caller || RateOf(caller.Role, KeyScope.Of(context)) is not { } rate)
            return RateLimitPartition.GetNoLimiter("");
        return RateLimitPartition.GetTokenBucketLimiter(
            $"{caller.Tenant}/{caller.Id}/{rate.PerSecond}",
            _ =>
                new()
                {
                    TokenLimit = rate.Burst,
                    TokensPerPeriod = rate.PerSecond,
                    ReplenishmentPeriod = Period,
                    QueueLimit = 0,
                }
        );
    }

    static (int PerSecond, int Burst)? RateOf(Role role, KeyScope scope) =>
        (scope.RequestsPerSecond, role) switch
        {
            ({ } own, _) => (own, own),
            (_, Role.Admin) => null,
            (_, Role.Ingest) => (2_000, 20_000),
            _ => (100, 300),
        };

    static async ValueTask Refuse(OnRejectedContext rejected, CancellationToken cancellation)
    {
        var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : Period;
        await ProblemAnswer
            .TooMany("This caller asks more often than it may. Wait as long as Retry-After says; an admin can allow a key more.", wait)
            .ExecuteAsync(rejected.HttpContext);
    }
}
