using Microsoft.AspNetCore.Http;
using Watchfloor.Problems;

namespace Watchfloor.Input;

/// <summary>An id that can be nobody's is answered here, so that no grain is woken for it.</summary>
static class PlausibleIds
{
    const int Longest = 64;

    public static ValueTask<object?> Filter(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        context.HttpContext.Request.RouteValues.TryGetValue("id", out var id) && !IsPlausible(id as string)
            ? new(ProblemAnswer.NotFound("There is nothing with this id."))
            : next(context);

    /// <summary>True for what an id of ours looks like.</summary>
    public static bool IsPlausible(string? id) =>
        id is { Length: >= 1 and <= Longest } && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');
}
