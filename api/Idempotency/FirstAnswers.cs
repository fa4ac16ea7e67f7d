using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Watchfloor.Problems;
using Watchfloor.Security;
using Watchfloor.Store;

namespace Watchfloor.Idempotency;

/// <summary>
/// A wish that was answered is answered the same way again: same status, same bytes, nothing done twice. The first answer is durable
/// before it goes out. A crash in between leaves the wish to the grains, which know what they granted. Of wishes of the same key at the
/// same time one is done: those of this process are known to it, those of others by their claims in the store.
/// </summary>
sealed class FirstAnswers(IAnswers answers, AnswerSeal seal)
{
    readonly ConcurrentDictionary<(TenantId Tenant, string Caller, string Key), bool> _running = new();

    /// <summary>The filter of all routes. Requests without a key pass as if it were not there.</summary>
    public static ValueTask<object?> Filter(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (!http.Request.Headers.ContainsKey(IdempotencyKey.Header) || !ChangingRoutes.Changes(http.Request.Method))
            return next(context);
        if (!IdempotencyKey.TryRead(http.Request, out var key))
            return new(IdempotencyKey.Malformed);
        if (http.GetEndpoint()?.Metadata.GetMetadata<NeverKept>() is not null)
            return next(context);
        if (http.User.Identity?.IsAuthenticated != true || Fingerprint.Of(http) is not { } print)
            return next(context);
        return ((FirstAnswers)http.RequestServices.GetService(typeof(FirstAnswers))!).Once(context, next, key!, print);
    }

    async ValueTask<object?> Once(EndpointFilterInvocationContext context, EndpointFilterDelegate next, string key, byte[] print)
    {
        var http = context.HttpContext;
        var caller = Caller.Of(http.User);
        var wish = (caller.Tenant, caller.Id, key);
        if (!_running.TryAdd(wish, true))
            return InFlight;
        try
        {
            var mine = RandomNumberGenerator.GetBytes(SHA256.HashSizeInBytes);
            var kept = await answers.Find(caller.Tenant, caller.Id, key, http.RequestAborted);
            if (kept is null && !await answers.Claim(caller.Tenant, caller.Id, key, mine))
            {
                kept = await answers.Find(caller.Tenant, caller.Id, key, http.RequestAborted); // another process may just have answered
                if (kept is null)
                    return InFlight;
            }
            return kept is not null && seal.Open(kept) is { } first ? Again(first, print) : await Done(context, next, key, print, mine);
        }
        finally
        {
            _running.TryRemove(wish, out _);
        }
    }

    async ValueTask<object?> Done(
        EndpointFilterInvocationContext context,
        EndpointFilterDelegate next,
        string key,
        byte[] print,
        byte[] mine
    )
    {
        var http = context.HttpContext;
        var caller = Caller.Of(http.User);
        var isKept = false;
        try
        {
            var answer = await WrittenAnswer.Of(http, await next(context));
            if (answer.IsWorthKeeping)
            {
                await answers.Keep(caller.Tenant, caller.Id, key, seal.Close(answer.ToKeep(print), http));
                isKept = true;
            }
            return answer;
        }
        finally
        {
            if (!isKept)
                await answers.Release(caller.Tenant, caller.Id, key, mine);
        }
    }

    static ProblemAnswer InFlight =>
        ProblemAnswer.InFlight(
            $"A request with this {IdempotencyKey.Header} is being done at this moment. Send it again in a second, and see its answer."
        );

    static IResult Again(KeptAnswer first, byte[] print) =>
        CryptographicOperations.FixedTimeEquals(first.Fingerprint.Span, print)
            ? WrittenAnswer.Again(first)
            : ProblemAnswer.OtherWish(
                $"This {IdempotencyKey.Header} named another request before: another method, path or body. Give each wish a key of its own."
            );
}
