using System.Threading.RateLimiting;
using Watchfloor.Problems;

namespace Watchfloor.Security;

/// <summary>How often a caller may ask: as its role says, or its key. Admins as often as they like, unless their key says less.</summary>
sealed class KeyLimits : IDisposable
{
    static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    readonly PartitionedRateLimiter<Limited> _callers = PartitionedRateLimiter.Create<Limited, Limited>(Of);

    /// <summary>Takes one of what a caller may ask; where none is left, how long it waits for one.</summary>
    public TimeSpan? Take(Caller caller)
    {
        if (RateOf(caller) is not { } rate)
            return null;
        using var lease = _callers.AttemptAcquire(new(caller.Tenant, caller.Id, rate.PerSecond, rate.Burst));
        if (lease.IsAcquired)
            return null;
        return lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : Period;
    }

    public static ProblemAnswer TooMany(TimeSpan wait) =>
        ProblemAnswer.TooMany(
            "This caller asks more often than it may. Wait as long as Retry-After says; an admin can allow a key more.",
            wait
        );

    public void Dispose() => _callers.Dispose();

    static RateLimitPartition<Limited> Of(Limited caller) =>
        RateLimitPartition.GetTokenBucketLimiter(
            caller,
            static caller =>
                new()
                {
                    TokenLimit = caller.Burst,
                    TokensPerPeriod = caller.PerSecond,
                    ReplenishmentPeriod = Period,
                    QueueLimit = 0,
                }
        );

    static (int PerSecond, int Burst)? RateOf(Caller caller) =>
        (caller.Scope.RequestsPerSecond, caller.Role) switch
        {
            ({ } own, _) => (own, own),
            (_, Role.Admin) => null,
            (_, Role.Ingest) => (2_000, 20_000),
            _ => (100, 300),
        };

    readonly record struct Limited(TenantId Tenant, string Id, int PerSecond, int Burst);
}
