using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Watchfloor.Problems;

namespace Watchfloor.Input;

/// <summary>How long the address of a request may be, with its query.</summary>
sealed class AddressLimit(RequestDelegate next)
{
    const int Longest = 8 * 1024;

    /// <summary>An address up to this size is read to its end even where it is too long, so that its sender is told why. Behind it the server breaks off.</summary>
    public const int Read = 128 * 1024;

    public Task Invoke(HttpContext context) =>
        context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.Length <= Longest
            ? next(context)
            : ProblemAnswer.AddressTooLong(Longest).ExecuteAsync(context);
}
