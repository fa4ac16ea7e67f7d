using Microsoft.AspNetCore.Http;
using Watchfloor.Problems;

namespace Watchfloor.Input;

/// <summary>A parameter that was read from the request and may have found it unreadable.</summary>
interface IBound
{
    ProblemAnswer? Problem { get; }
}

/// <summary>Answers for handlers whose parameters could not be read; they see only what makes sense.</summary>
static class Bound
{
    public static ValueTask<object?> Filter(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        foreach (var argument in context.Arguments)
        {
            if (argument is IBound { Problem: { } problem })
                return new(problem);
        }
        return next(context);
    }
}
