using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Watchfloor.Idempotency;
using Watchfloor.Problems;
using Watchfloor.Security;

namespace Watchfloor.Input;

/// <summary>
/// What one caller wants done once, as grains know it: named by the header <c>Idempotency-Key</c>, or by a fresh id. Keys of two
/// callers never meet. The net below <see cref="FirstAnswers"/>, for a crash before the first answer was kept.
/// </summary>
sealed class Wish : IBound
{
    const int Longest = 255;

    Wish(RequestId request, bool isNamed, ProblemAnswer? problem) => (Request, IsNamed, Problem) = (request, isNamed, problem);

    public RequestId Request { get; }

    public ProblemAnswer? Problem { get; }

    bool IsNamed { get; }

    /// <summary>The id of what this wish makes: the same again where the wish is the same.</summary>
    public string Mint(string what, RequestIds ids) => IsNamed ? RequestIds.From($"{what}/{Request.Value}") : ids.Next();

    /// <summary>A further wish that follows from this one.</summary>
    public Wish Again(string why) => new(new(RequestIds.From($"{Request.Value}/{why}")), IsNamed, null);

    public static ValueTask<Wish?> BindAsync(HttpContext context, ParameterInfo _) => new(Read(context));

    static Wish Read(HttpContext context)
    {
        if (!IdempotencyKey.TryRead(context.Request, out var key))
            return new(default, false, IdempotencyKey.Malformed);
        if (key is null)
            return new(new(context.RequestServices.GetRequiredService<RequestIds>().Next()), false, null);
        var named = $"{Caller.Of(context.User).Id}:{key}";
        return new(new(named.Length <= Longest ? named : RequestIds.From(named)), true, null);
    }
}
